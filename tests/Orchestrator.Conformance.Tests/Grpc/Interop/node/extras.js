// Calls that are not plain gRPC calls of the Echo service: HTTP/2 by hand, health, reflection and gRPC-Web.
'use strict';
const grpc = require('@grpc/grpc-js');
const http2 = require('node:http2');
const loader = require('@grpc/proto-loader');
const path = require('node:path');

const load = (name, file) => grpc.loadPackageDefinition(loader.loadSync(
  path.join(path.dirname(require.resolve(name + '/package.json')), file), { keepCase: true, enums: String, defaults: true, oneofs: true }));

// One request with the given headers and body; what came of it.
exports.raw = command => new Promise(resolve => {
  const session = http2.connect('http://' + command.address);
  const stream = session.request({
    ':method': command.method || 'POST', ':path': command.path, te: 'trailers',
    ...(command.contentType ? { 'content-type': command.contentType } : {}), ...command.headers,
  });
  const result = { headers: {}, trailers: {}, body: 0, reset: 0, error: '' };
  stream.on('response', headers => { result.headers = { ...headers }; });
  stream.on('trailers', trailers => { result.trailers = { ...trailers }; });
  stream.on('data', data => { result.body += data.length; });
  stream.on('error', error => { result.failure = String(error); });
  session.on('error', () => {});
  stream.on('close', () => {
    result.reset = stream.rstCode;
    delete result.error;
    session.destroy();
    resolve(result);
  });
  const body = Buffer.from(command.body || '', 'base64');
  if (command.abort) stream.write(body, () => stream.close(http2.constants.NGHTTP2_CANCEL));
  else stream.end(body);
});

exports.health = command => new Promise(resolve => {
  const { Health } = load('grpc-health-check', 'proto/health/v1/health.proto').grpc.health.v1;
  const client = new Health(command.address, grpc.credentials.createInsecure());
  client.Check({ service: command.service }, (error, reply) => {
    const watch = client.Watch({ service: command.service });
    const end = status => {
      watch.cancel();
      client.close();
      resolve({ code: error ? error.code : 0, status: reply && reply.status, watched: status });
    };
    watch.on('error', () => {});
    watch.once('data', data => end(data.status));
  });
});

exports.reflection = command => new Promise(resolve => {
  const file = `build/proto/grpc/reflection/${command.version}/reflection.proto`;
  const { ServerReflection } = load('@grpc/reflection', file).grpc.reflection[command.version];
  const client = new ServerReflection(command.address, grpc.credentials.createInsecure());
  const call = client.ServerReflectionInfo();
  const answers = [];
  call.on('error', error => answers.push({ failure: String(error) }));
  call.on('data', answer => answers.push(answer));
  call.on('status', status => {
    client.close();
    const [list, files, missing] = answers;
    resolve({
      code: status.code,
      services: list.list_services_response.service.map(s => s.name),
      files: files.file_descriptor_response.file_descriptor_proto.map(f => f.toString('latin1').includes('EchoRequest')),
      missing: missing.error_response.error_code,
    });
  });
  call.write({ list_services: '' });
  call.write({ file_containing_symbol: command.symbol });
  call.write({ file_containing_symbol: 'no.such.Symbol' });
  call.end();
});

exports.web = (command, Echo) => new Promise(resolve => {
  global.XMLHttpRequest = require('xhr2');
  const web = require('grpc-web');
  const definition = Echo.service[command.streams ? 'ServerStream' : 'Unary'];
  const method = new web.MethodDescriptor(
    definition.path, command.streams ? web.MethodType.SERVER_STREAMING : web.MethodType.UNARY, Object, Object,
    request => new Uint8Array(definition.requestSerialize(request)),
    bytes => definition.responseDeserialize(Buffer.from(bytes)));
  const client = new web.GrpcWebClientBase({ format: command.format });
  const url = `http://${command.address}${definition.path}`;
  const texts = [];
  if (!command.streams) {
    return client.rpcCall(url, command.request, command.metadata || {}, method, (error, reply) =>
      resolve({ code: error ? error.code : 0, details: error && error.message, texts: reply ? [reply.text] : texts }));
  }
  const call = client.serverStreaming(url, command.request, command.metadata || {}, method);
  let done = false;
  const finish = result => { if (!done) { done = true; resolve({ texts, ...result }); } };
  call.on('data', reply => texts.push(reply.text));
  call.on('error', error => finish({ code: error.code, details: error.message }));
  call.on('status', status => { if (status.code) finish({ code: status.code, details: status.details }); });
  call.on('end', () => finish({ code: 0 }));
});
