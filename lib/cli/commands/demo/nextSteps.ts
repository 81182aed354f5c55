/** What `demo` leaves its user with: commands that work as they are printed. */
export const NEXT_STEPS = `
Try next, in two terminals:
  npx millrace sandbox --port 8080 --speed 20 --scenario partial,token-expired   (then export the variables of its first line)
  npx millrace sync --all --marbles
  npx millrace doctor
Notifications, with the variables of another sandbox; the first rows come after some 10 s:
  npx millrace sandbox --scenario notify --switch notifyEveryS=2   (then export the variables of its first line)
  npx millrace serve --listen 127.0.0.1:8090 --inbox sqlite:inbox.db
  npx millrace subscribe --callback-base-url http://127.0.0.1:8090
  npx millrace book transactions --inbox sqlite:inbox.db
How to export them, and your own program: docs/notifications.md, docs/getting-started.md and README.md.
`;
