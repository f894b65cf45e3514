// Whoever signs out leaves no patient behind, in this tab or another.
import { forget } from "./kept.js";

document.querySelector("form[action='/logout']")?.addEventListener("submit", forget);
