"""No-op tasks a second through dask.distributed on this machine: two worker processes with a thread each.

Prints two lines: "map RATE" (results gathered, nothing stored) and "durable RATE" (each result committed to SQLite).
"""
import logging
import sqlite3
import sys
import tempfile
import time

from dask.distributed import Client, LocalCluster, as_completed


def trial(index):
    return index * 0.5


def main(count):
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        client.wait_for_workers(2)
        client.gather(client.map(trial, range(200), pure=False))

        begun = time.perf_counter()
        client.gather(client.map(trial, range(count), pure=False))
        print(f"map {count / (time.perf_counter() - begun):.1f}", flush=True)

        with tempfile.TemporaryDirectory() as folder:
            store = sqlite3.connect(folder + "/results.db")
            store.execute("create table results (trial integer primary key, value real)")
            begun = time.perf_counter()
            futures = [client.submit(trial, index, pure=False) for index in range(count)]
            for _, value in as_completed(futures, with_results=True):
                with store:
                    store.execute("insert into results (value) values (?)", (value,))
            print(f"durable {count / (time.perf_counter() - begun):.1f}", flush=True)
            store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
