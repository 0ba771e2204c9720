"""The Echo service on Debian's python3-grpcio. Arguments: the path of a file with the descriptors of its messages."""

import sys
import time
from concurrent import futures

import grpc

import messages

reply_of = messages.reply


def write(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def greet(context):
    """Sends the metadata of the request whose names begin with x- back, in headers and trailers."""
    received = [(k, v) for k, v in context.invocation_metadata()]
    echoed = tuple((k, v) for k, v in received if k.startswith("x-"))
    seen = tuple(("seen-" + k, v) for k, v in received if k in ("traceparent",))
    context.send_initial_metadata(echoed + seen)
    context.set_trailing_metadata(echoed)
    ended = {"well": False}

    def on_end():
        if not ended["well"]:
            write('{"event": "cancelled"}')

    context.add_callback(on_end)
    return echoed, ended


def finish(request, context, state):
    echoed, ended = state
    ended["well"] = True
    if request.fail_status_code:
        if request.fail_reason:
            details = messages.details(request.fail_status_code, request.fail_detail, request.fail_reason)
            context.set_trailing_metadata(echoed + (("grpc-status-details-bin", details),))
        code = next(c for c in grpc.StatusCode if c.value[0] == request.fail_status_code)
        context.abort(code, request.fail_detail)


def wait(request, context):
    deadline = time.monotonic() + request.delay_ms / 1000
    while context.is_active() and time.monotonic() < deadline:
        time.sleep(0.01)


def unary(request, context):
    state = greet(context)
    wait(request, context)
    if context.is_active():
        finish(request, context, state)
    return reply_of(request, 0)


def server_stream(request, context):
    state = greet(context)
    for index in range(request.count):
        wait(request, context)
        yield reply_of(request, index)
    finish(request, context, state)


def client_stream(requests, context):
    state = greet(context)
    texts, size = [], 0
    for request in requests:
        texts.append(request.text)
        size += len(request.payload)
        if request.fail_status_code:
            finish(request, context, state)
    state[1]["well"] = context.is_active()
    return messages.EchoReply(text="".join(texts), index=len(texts), payload_bytes=size)


def duplex(requests, context):
    state = greet(context)
    for request in requests:
        for index in range(request.count or 1):
            yield reply_of(request, index)
        if request.fail_status_code:
            finish(request, context, state)
    state[1]["well"] = context.is_active()


def main():
    both = {
        "request_deserializer": messages.EchoRequest.FromString,
        "response_serializer": messages.EchoReply.SerializeToString,
    }
    handlers = {
        "Unary": grpc.unary_unary_rpc_method_handler(unary, **both),
        "ServerStream": grpc.unary_stream_rpc_method_handler(server_stream, **both),
        "ClientStream": grpc.stream_unary_rpc_method_handler(client_stream, **both),
        "Duplex": grpc.stream_stream_rpc_method_handler(duplex, **both),
    }
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=16),
        options=[("grpc.max_receive_message_length", 8 << 20), ("grpc.max_send_message_length", -1)],
    )
    service = grpc.method_handlers_generic_handler("orchestrator.conformance.v1.Echo", handlers)
    server.add_generic_rpc_handlers((service,))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    write('{"port": %d}' % port)
    sys.stdin.read()
    server.stop(None)


main()
