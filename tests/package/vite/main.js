/** Shows in the page what the example prints. */

const lines = [];
console.log = (line) => lines.push(line);
await import("./example.js");
document.querySelector("pre").textContent = lines.join("\n");
document.body.dataset.done = "true";
