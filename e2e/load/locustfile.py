"""Stations that send to the API over HTTP, for Locust (Debian: python3-locust).

    OUTPOST_LOAD=steady locust -f e2e/load/locustfile.py --headless -H http://127.0.0.1:18080
    OUTPOST_LOAD=ramp   locust -f e2e/load/locustfile.py --headless -H http://127.0.0.1:18080

steady: twice the load of 3,000 stations that report once a minute (100 reports a second), for 3 minutes.
ramp: from none to 250 stations within a minute, each as fast as it is answered. More would be kept out: of one address the API
takes 256 connections (--connections-per-address), of 512 in all.

Each station sends one observation a request, for a place of its own, and counts a failure for all but 202. Where the API wants
keys (--ingest=keys), OUTPOST_STATION_KEY has one, KEY_ID.SECRET, of a gateway of the place OUTPOST_STATION_PLACE.
"""

import itertools
import os
import random
from datetime import datetime, timezone

from locust import HttpUser, LoadTestShape, constant_pacing, constant, task

STEADY = os.environ.get("OUTPOST_LOAD", "steady") == "steady"
KEY = os.environ.get("OUTPOST_STATION_KEY")
PLACE = os.environ.get("OUTPOST_STATION_PLACE")
REPORTS_PER_SECOND = 100
SECONDS_BETWEEN_REPORTS = 2
STATIONS = itertools.count(1)


class Station(HttpUser):
    wait_time = constant_pacing(SECONDS_BETWEEN_REPORTS) if STEADY else constant(0)

    def on_start(self):
        number = next(STATIONS)
        self.place = PLACE or f"load-{number:05}"
        self.sensor = f"station-{number:05}"
        self.headers = {"Authorization": f"Bearer {KEY}"} if KEY else {}

    @task
    def report(self):
        observation = {
            "place_id": self.place,
            "sensor_id": self.sensor,
            "observed_at": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "reporting_interval_seconds": SECONDS_BETWEEN_REPORTS,
            "air_temperature_celsius": round(random.uniform(5, 25), 1),
            "relative_humidity_percent": random.randint(30, 95),
        }
        with self.client.post(
            "/v1/observations", json=observation, headers=self.headers, catch_response=True
        ) as answer:
            if answer.status_code != 202:
                answer.failure(f"{answer.status_code}: {answer.text[:200]}")


class Shape(LoadTestShape):
    """How many stations there are at a time."""

    SECONDS = 180 if STEADY else 90
    MOST = REPORTS_PER_SECOND * SECONDS_BETWEEN_REPORTS if STEADY else 250

    def tick(self):
        seconds = self.get_run_time()
        if seconds > self.SECONDS:
            return None
        if STEADY:
            return self.MOST, self.MOST
        return min(self.MOST, int(self.MOST * seconds / 60) + 1), self.MOST
