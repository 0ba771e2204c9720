"""Calls a server of the Echo service on Debian's python3-grpcio, as the test's lines say.
Arguments: the path of a file with the descriptors of its messages."""

import base64
import json
import sys
import threading

import grpc

import messages

SERVICE = "/orchestrator.conformance.v1.Echo/"


def text_of(value):
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def texts_of(metadata):
    result = {}
    for name, value in metadata or ():
        result[name] = result[name] + "|" + text_of(value) if name in result else text_of(value)
    return result


def invoke(command):
    options = [
        ("grpc.max_receive_message_length", command.get("maxReceive") or 8 << 20),
        ("grpc.max_send_message_length", -1),
        ("grpc.use_local_subchannel_pool", 1),
        ("grpc.enable_http_proxy", 0),
    ]
    gzip = grpc.Compression.Gzip if command.get("gzip") else grpc.Compression.NoCompression
    metadata = [
        (k, base64.b64decode(v) if k.endswith("-bin") else v) for k, v in (command.get("metadata") or {}).items()
    ]
    settings = {"metadata": metadata, "compression": gzip}
    if command.get("deadlineMs"):
        settings["timeout"] = command["deadlineMs"] / 1000
    fields = {**(command.get("request") or {}), "payload": b"\7" * (command.get("payload") or 0)}
    request = messages.EchoRequest(**fields)
    stop = threading.Event()

    def requests():
        for index in range(command.get("requests") or 1):
            each = messages.EchoRequest()
            each.CopyFrom(request)
            each.text = "%s%d," % (request.text, index)
            yield each
        if command.get("cancelAfter"):
            stop.wait()

    codec = {
        "request_serializer": messages.EchoRequest.SerializeToString,
        "response_deserializer": messages.EchoReply.FromString,
    }
    result = {"texts": [], "payload": 0}
    with grpc.insecure_channel(command["address"], options=options) as channel:
        kind = command["call"]
        if kind == "unary":
            call = channel.unary_unary(SERVICE + "Unary", **codec).future(request, **settings)
        elif kind == "unknown":
            call = channel.unary_unary(SERVICE + "Nothing", **codec).future(request, **settings)
        elif kind == "serverStream":
            call = channel.unary_stream(SERVICE + "ServerStream", **codec)(request, **settings)
        elif kind == "clientStream":
            call = channel.stream_unary(SERVICE + "ClientStream", **codec).future(requests(), **settings)
        else:
            call = channel.stream_stream(SERVICE + "Duplex", **codec)(requests(), **settings)
        try:
            for reply in call if kind in ("serverStream", "duplex") else (call.result(),):
                result["texts"].append(reply.text)
                result["payload"] += len(reply.payload)
                result["index"], result["payloadBytes"] = reply.index, reply.payload_bytes
                if len(result["texts"]) == command.get("cancelAfter"):
                    call.cancel()
        except (grpc.RpcError, grpc.FutureCancelledError):
            pass
        stop.set()
        result["code"], result["details"] = call.code().value[0], call.details()
        result["headers"], result["trailers"] = texts_of(call.initial_metadata()), texts_of(call.trailing_metadata())
        rich = dict(call.trailing_metadata() or ()).get("grpc-status-details-bin")
        result["rich"] = {"reason": messages.reason_of(rich)} if rich else None
    return result


def main():
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = invoke(command)
        except Exception as error:
            answer = {"error": repr(error)}
        print(json.dumps({"id": command["id"], **answer}), flush=True)


main()
