// Whoever signs out leaves no patient and no proposal behind, in this tab or another.
import { signOut } from "./kept.js";

document.querySelector("form[action='/logout']")?.addEventListener("submit", signOut);
