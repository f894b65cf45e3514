// A tried patient is kept in the tab alone, until it is closed or somebody signs out.
const NAME = "pinprick-try";
const LEFT = "pinprick-signed-out";
// Of a channel a page does not hear what it said itself.
const others = new BroadcastChannel(LEFT);

export const keep = (given) => sessionStorage.setItem(NAME, JSON.stringify(given));

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME));
  } catch {
    return null;
  }
}

export function forget() {
  sessionStorage.removeItem(NAME);
  others.postMessage(LEFT);
}

// Another tab that is open holds a patient too, on its page or not.
let onLeft = () => {};
export const whenSignedOut = (then) => { onLeft = then; };
others.addEventListener("message", () => { sessionStorage.removeItem(NAME); onLeft(); });
