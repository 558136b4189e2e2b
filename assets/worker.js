// A program in a worker. The page hands it the compiled module, which several workers may share. Then the bytes of a
// request come in under a number, with what other workers hand to this one; those of its answer go out under the same,
// with what it hands to others.
// The build puts the program's name, which ends in a hash of all its files, where the capital letters stand.
import init, * as program from './PROGRAM.js';

let start;
const ready = new Promise(done => { start = module_or_path => done(init({ module_or_path })); });

// Heard at once: what comes while the program is still being loaded would be lost otherwise.
onmessage = async ({ data }) => {
  if (data instanceof WebAssembly.Module) return start(data);
  const [number, request, handed] = data;
  try {
    await ready;
  } catch {
    return postMessage([number]);
  }
  try {
    const [told, ...out] = handed ? program.share(request, handed) : [program.answer(request)];
    postMessage([number, told, out], [told, ...out].map(bytes => bytes.buffer));
  } catch (fault) {
    postMessage([number, `${fault}`]);
  }
};
