// What somebody entered, a patient who was tried or a proposal that was compared,
// is kept in the tab alone, until it is closed or somebody signs out.
const LEFT = "pinprick-signed-out";
// Of a channel a page does not hear what it said itself.
const others = new BroadcastChannel(LEFT);

const under = (name) => ({
  keep: (what) => sessionStorage.setItem(name, JSON.stringify(what)),
  kept: () => {
    try {
      return JSON.parse(sessionStorage.getItem(name));
    } catch {
      return null;
    }
  },
  forget: () => sessionStorage.removeItem(name),
});
export const patient = under("pinprick-try");
export const comparison = under("pinprick-comparison");

function forgetAll() {
  for (const one of [patient, comparison]) one.forget();
}

export function signOut() {
  forgetAll();
  others.postMessage(LEFT);
}

// Another tab that is open holds something too, on its page or not.
let onLeft = () => {};
export const whenSignedOut = (then) => { onLeft = then; };
others.addEventListener("message", () => { forgetAll(); onLeft(); });
