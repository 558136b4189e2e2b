// Runs a program in a worker. The page sends the compiled module, which several workers may share. Then requests arrive
// as a number, bytes, and what other workers hand to this one; answers leave with the same number, bytes, and what is
// handed to others. The build replaces the word in capitals by the program's name, which ends in a hash of all its
// files.
import init, * as program from './PROGRAM.js';

let start;
const ready = new Promise(done => { start = module_or_path => done(init({ module_or_path })); });

// Set at once, because messages that arrive while the program is loading would be lost otherwise.
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
