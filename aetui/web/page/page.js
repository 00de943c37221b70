// What textual.js doesn't do: the size of the letters, the focus, the keys that a telephone lacks, and the program's last words.
"use strict";

const COLUMNS = 48; // the narrowest that the screens are made for
const LARGEST = 16, SMALLEST = 10; // pixels
const WIDTH = 0.6; // of a letter of Roboto Mono, for its size

const KEYS = {
  Esc: "\x1b", "≡": "\x10", Tab: "\t", "↑": "\x1b[A", "↓": "\x1b[B", "←": "\x1b[D", "→": "\x1b[C",
  F1: "\x1bOP", F2: "\x1bOQ", F3: "\x1bOR", F4: "\x1bOS", F5: "\x1b[15~", F6: "\x1b[17~", F7: "\x1b[18~",
  F8: "\x1b[19~", F9: "\x1b[20~", F12: "\x1b[24~",
};

const terminal = document.getElementById("terminal");
const note = document.getElementById("note");
let socket = null;

function take() {
  const typed = document.querySelector(".xterm-helper-textarea");
  if (typed && socket && socket.readyState === WebSocket.OPEN) typed.focus({ preventScroll: true });
}

const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...where) {
    super(...where);
    socket = this;
    let waiting = true;
    this.addEventListener("message", (message) => {
      if (typeof message.data === "string") {
        const [kind, text] = JSON.parse(message.data);
        if (kind === "said") document.getElementById("said").textContent = text;
      } else if (waiting && document.body.classList.contains("-first-byte")) {
        waiting = false;
        take();
      }
    });
  }
};

function see() {
  const seen = window.visualViewport ? window.visualViewport.height : window.innerHeight;
  document.documentElement.style.setProperty("--seen", `${seen}px`);
  window.scrollTo(0, 0);
}

function fit() {
  see();
  if (window.onresize) window.onresize();
}

const size = Math.floor((10 * window.innerWidth) / COLUMNS / WIDTH) / 10;
terminal.dataset.fontSize = String(Math.max(SMALLEST, Math.min(LARGEST, size)));

if (sessionStorage.getItem("away")) note.classList.add("-away");
document.getElementById("away").addEventListener("click", () => {
  sessionStorage.setItem("away", "1");
  note.classList.add("-away");
  fit();
  take();
});
document.getElementById("again").addEventListener("click", () => window.location.reload());

for (const [name, typed] of Object.entries(KEYS)) {
  const button = document.createElement("button");
  button.textContent = name;
  button.tabIndex = -1;
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the keyboard stays
  button.addEventListener("click", () => {
    if (socket) socket.send(JSON.stringify(["stdin", typed]));
    take();
  });
  document.getElementById("keys").append(button);
}

see();
if (window.visualViewport) window.visualViewport.addEventListener("resize", fit);
window.addEventListener("focus", take);

// Cells are measured once, so the letters must be there first.
const start = window.onload;
window.onload = (event) => {
  const fonts = [`${LARGEST}px "Roboto Mono"`, `bold ${LARGEST}px "Roboto Mono"`].map((font) => document.fonts.load(font));
  Promise.allSettled(fonts).then(() => start.call(window, event));
};
