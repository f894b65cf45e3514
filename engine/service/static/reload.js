// A page that waits for something looks again by itself.
setTimeout(() => location.reload(), 3000);
