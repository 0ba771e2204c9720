// google.rpc.Status with one ErrorInfo, as grpc-status-details-bin carries it.
'use strict';
const protobuf = require('protobufjs');

const { root } = protobuf.parse(`
  syntax = "proto3";
  package google;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; }
`, { keepCase: true });
const Any = root.lookupType('google.Any');
const Status = root.lookupType('google.Status');
const ErrorInfo = root.lookupType('google.ErrorInfo');
const errorInfoUrl = 'type.googleapis.com/google.rpc.ErrorInfo';

exports.encode = (code, message, reason) => Buffer.from(Status.encode(Status.create({
  code, message,
  details: [Any.create({ type_url: errorInfoUrl, value: ErrorInfo.encode({ reason, domain: 'test' }).finish() })],
})).finish());

exports.decode = bytes => {
  const status = Status.decode(bytes);
  const info = status.details.find(d => d.type_url === errorInfoUrl);
  return { code: status.code, message: status.message, reason: info && ErrorInfo.decode(info.value).reason };
};
