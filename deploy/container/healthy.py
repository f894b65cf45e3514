"""Exit 0 if the service in this container answers `GET /health`, else 1.

`/health`, not `/ready`: a database that is away is no reason to kill a process
that still answers. No proxy of the environment is asked on the way.
"""

import http.client
import os
import sys


def is_healthy(port: int) -> bool:
    """Whether `GET /health` on this machine gets 200 within three seconds."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        asking.request("GET", "/health")
        return asking.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()


if __name__ == "__main__":
    sys.exit(not is_healthy(int(os.environ["PINPRICK_PORT"])))
