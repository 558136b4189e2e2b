// A program in a worker: the bytes of a request come in under a number, those of its answer go out under the same.
// The build puts the program's name, which ends in a hash of all its files, where the capital letters stand.
import init, { answer } from './PROGRAM.js';

const ready = init({ module_or_path: new URL('./PROGRAM_bg.wasm', import.meta.url) });

// Heard at once: what comes while the program is still being loaded would be lost otherwise.
onmessage = async ({ data: [number, request] }) => {
  try {
    await ready;
  } catch {
    return postMessage([number]);
  }
  try {
    const told = answer(request);
    postMessage([number, told], [told.buffer]);
  } catch (fault) {
    postMessage([number, `${fault}`]);
  }
};
