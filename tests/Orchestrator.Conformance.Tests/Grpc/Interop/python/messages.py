"""The messages of echo.proto and google.rpc, made from the descriptors in the file that the first argument names."""

import sys

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, wrappers_pb2

_pool = descriptor_pool.DescriptorPool()
with open(sys.argv[1], "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        _pool.Add(proto)
_factory = message_factory.MessageFactory(_pool)


def _of(name):
    return _factory.GetPrototype(_pool.FindMessageTypeByName(name))


EchoRequest = _of("orchestrator.conformance.v1.EchoRequest")
EchoReply = _of("orchestrator.conformance.v1.EchoReply")
Status = _of("google.rpc.Status")
_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo"


def reply(request, index):
    return EchoReply(text=request.text, payload=request.payload, index=index)


def details(code, message, reason):
    """google.rpc.Status with one ErrorInfo, as grpc-status-details-bin carries it."""
    # The reason is ErrorInfo's first field, as the value is a StringValue's.
    status = Status(code=code, message=message)
    status.details.add(type_url=_ERROR_INFO, value=wrappers_pb2.StringValue(value=reason).SerializeToString())
    return status.SerializeToString()


def reason_of(serialized):
    """The reason in a google.rpc.Status."""
    status = Status.FromString(serialized)
    return next(wrappers_pb2.StringValue.FromString(d.value).value for d in status.details if d.type_url == _ERROR_INFO)
