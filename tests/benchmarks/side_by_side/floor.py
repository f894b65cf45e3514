"""The floor: FastAPI parses the body with orjson and answers with a constant card.

python -m side_by_side.floor PORT
"""

import sys

import orjson
import uvicorn
from fastapi import FastAPI, Request
from starlette.responses import Response

CARD = {
    "uuid": "b6a1ff1f-6b5f-4f2c-8f0c-2a1d0c7b9b11",
    "summary": "A constant card",
    "indicator": "info",
    "source": {"label": "The floor"},
}
app = FastAPI()


@app.post("/cds-services/{service_id}")
async def call(service_id: str, request: Request) -> Response:
    """The constant card, once the body is parsed."""
    orjson.loads(await request.body())
    return Response(orjson.dumps({"cards": [CARD]}), media_type="application/json")


if __name__ == "__main__":
    uvicorn.run(
        app,
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
    )
