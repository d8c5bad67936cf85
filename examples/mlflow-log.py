"""Writes the scores of `numeracy probe --summary scores.json` into an MLflow server, by its REST interface alone.

    python3 mlflow-log.py scores.json --step 500 --run-name nightly --server http://127.0.0.1:5000

Prints the id of the run; give it as --run-id at the next step, so that one run holds the whole training. Needs
Python 3.9 and nothing else. MLFLOW_TRACKING_URI stands for --server, MLFLOW_TRACKING_TOKEN is sent as bearer token.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request

MOST_AT_ONCE = 1000
"""Metrics in one request, by MLflow's limits."""


def call(server: str, method: str, body: dict) -> dict:
    """One request. MLflow answers an error with a code and a message, which end this program."""
    request = urllib.request.Request(
        f"{server.rstrip('/')}/api/2.0/mlflow/{method}",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    token = os.environ.get("MLFLOW_TRACKING_TOKEN")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        sys.exit(f"{server}: {method} was refused with {error.code}: {error.read().decode(errors='replace')[:500]}")
    except urllib.error.URLError as error:
        sys.exit(f"{server}: no answer ({error.reason}). Is the server running there?")


def experiment_id(server: str, name: str) -> str:
    """The experiment of a name; it is made where it is missing."""
    # The name stands between quotes of a filter, which has no escape for a quote in it.
    if "'" in name or '"' in name:
        sys.exit(f"--experiment: got {name}; expected a name without quotation marks.")
    found = call(server, "experiments/search", {"filter": f"name = '{name}'", "max_results": 1})
    if found.get("experiments"):
        return found["experiments"][0]["experiment_id"]
    return call(server, "experiments/create", {"name": name})["experiment_id"]


def metric_name(name: str) -> str:
    """MLflow takes letters, digits and _ - . : / and spaces: ndcg@10 becomes ndcg_10."""
    return re.sub(r"[^/\w.\- :]", "_", name)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes scores of numeracy into an MLflow server.")
    parser.add_argument("scores", help="the file of numeracy probe --summary")
    parser.add_argument("--step", type=int, default=0, help="the step of the training")
    parser.add_argument("--server", default=os.environ.get("MLFLOW_TRACKING_URI", "http://127.0.0.1:5000"))
    parser.add_argument("--experiment", default="numeracy", help="made where it is missing")
    parser.add_argument("--run-name", help="the name of a new run")
    parser.add_argument("--run-id", help="a run that is there, in place of a new one")
    given = parser.parse_args()

    with open(given.scores, encoding="utf-8") as file:
        scores = json.load(file)
    now = int(time.time() * 1000)
    run_id = given.run_id
    if run_id is None:
        run = {"experiment_id": experiment_id(given.server, given.experiment), "start_time": now}
        if given.run_name:
            run["run_name"] = given.run_name
        run_id = call(given.server, "runs/create", run)["run"]["info"]["run_id"]
    metrics = [
        {"key": metric_name(name), "value": value, "timestamp": now, "step": given.step}
        for name, value in scores.items()
    ]
    for start in range(0, len(metrics), MOST_AT_ONCE):
        call(given.server, "runs/log-batch", {"run_id": run_id, "metrics": metrics[start : start + MOST_AT_ONCE]})
    if given.run_id is None:
        call(given.server, "runs/update", {"run_id": run_id, "status": "FINISHED", "end_time": now})
    print(run_id)


if __name__ == "__main__":
    main()
