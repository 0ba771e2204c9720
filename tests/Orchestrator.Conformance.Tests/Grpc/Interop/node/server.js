// The Echo service on @grpc/grpc-js, and beside it an HTTP/2 server that breaks the protocol in the ways that the
// method's name says. Arguments: the path of echo.proto.
'use strict';
const grpc = require('@grpc/grpc-js');
const http2 = require('node:http2');
const loader = require('@grpc/proto-loader');
const details = require('./details');
const lines = require('./lines');

const options = { keepCase: true, longs: Number, defaults: true };
const Echo = grpc.loadPackageDefinition(loader.loadSync(process.argv[2], options)).orchestrator.conformance.v1.Echo;

const reply = (request, index) => ({ text: request.text, payload: request.payload, index });

const delay = (call, request) => new Promise(resolve => {
  const timer = setTimeout(resolve, request.delay_ms);
  call.on('cancelled', () => clearTimeout(timer));
});

// Sends the metadata of the request whose names begin with x- back, in headers and trailers.
function greet(call) {
  const headers = new grpc.Metadata();
  const trailers = new grpc.Metadata();
  for (const name of Object.keys(call.metadata.getMap()).filter(n => n.startsWith('x-'))) {
    call.metadata.get(name).forEach(value => { headers.add(name, value); trailers.add(name, value); });
  }
  for (const name of ['traceparent', 'grpc-timeout', 'grpc-encoding']) {
    const seen = call.metadata.get(name);
    if (seen.length) headers.set('seen-' + name, String(seen[0]));
  }
  call.sendMetadata(headers);
  call.on('cancelled', () => lines.write({ event: 'cancelled', method: call.getPath() }));
  return trailers;
}

function failure(request, trailers) {
  if (request.fail_reason) {
    trailers.set('grpc-status-details-bin',
      details.encode(request.fail_status_code, request.fail_detail, request.fail_reason));
  }
  return { code: request.fail_status_code, details: request.fail_detail, metadata: trailers };
}

const server = new grpc.Server({ 'grpc.max_receive_message_length': 8 << 20, 'grpc.max_send_message_length': -1 });
server.addService(Echo.service, {
  async Unary(call, callback) {
    const trailers = greet(call);
    await delay(call, call.request);
    if (call.request.fail_status_code) callback(failure(call.request, trailers));
    else callback(null, reply(call.request, 0), trailers);
  },
  async ServerStream(call) {
    const trailers = greet(call);
    for (let i = 0; i < call.request.count && !call.cancelled; i++) {
      await delay(call, call.request);
      if (!call.write(reply(call.request, i))) await new Promise(resolve => call.once('drain', resolve));
    }
    if (call.request.fail_status_code) call.emit('error', failure(call.request, trailers));
    else call.end(trailers);
  },
  ClientStream(call, callback) {
    const trailers = greet(call);
    const texts = [];
    let bytes = 0;
    let failed = null;
    call.on('data', request => {
      texts.push(request.text);
      bytes += request.payload.length;
      if (request.fail_status_code && !failed) {
        failed = request;
        callback(failure(request, trailers));
      }
    });
    call.on('end', () => {
      if (!failed) callback(null, { text: texts.join(''), index: texts.length, payload_bytes: bytes }, trailers);
    });
  },
  Duplex(call) {
    const trailers = greet(call);
    let failed = false;
    call.on('data', request => {
      let goesOn = true;
      for (let i = 0; i < (request.count || 1); i++) goesOn = call.write(reply(request, i));
      if (request.fail_status_code) {
        failed = true;
        call.emit('error', failure(request, trailers));
      } else if (!goesOn) {
        call.pause();
        call.once('drain', () => call.resume());
      }
    });
    call.on('end', () => { if (!failed) call.end(trailers); });
  },
});

// A frame: flags, the length that it claims, and its bytes.
const frame = (flags, length, body) => {
  const header = Buffer.alloc(5);
  header[0] = flags;
  header.writeUInt32BE(length, 1);
  return Buffer.concat([header, body]);
};
const empty = frame(0, 0, Buffer.alloc(0));
const headers = { ':status': 200, 'content-type': 'application/grpc+proto' };

// By the client's port: a session does not let its socket be broken off.
const sockets = new Map();

const faults = {
  truncated: end => end(headers, Buffer.from([0, 0, 0, 0, 9, 1, 2]), { 'grpc-status': '0' }),
  badflags: end => end(headers, frame(7, 0, Buffer.alloc(0)), { 'grpc-status': '0' }),
  badmessage: end => end(headers, frame(0, 3, Buffer.from([255, 255, 255])), { 'grpc-status': '0' }),
  badgzip: end => end({ ...headers, 'grpc-encoding': 'gzip' }, frame(1, 3, Buffer.from('abc')), { 'grpc-status': '0' }),
  unknownencoding: end => end({ ...headers, 'grpc-encoding': 'lzma' }, frame(1, 3, Buffer.from('abc')), {}),
  oversized: end => end(headers, frame(0, 1 << 30, Buffer.alloc(0)), { 'grpc-status': '0' }),
  two: end => end(headers, Buffer.concat([empty, empty]), { 'grpc-status': '0' }),
  none: end => end(headers, Buffer.alloc(0), { 'grpc-status': '0' }),
  notrailers: end => end(headers, empty, {}),
  badstatus: end => end(headers, empty, { 'grpc-status': 'fine' }),
  html: end => end({ ':status': 200, 'content-type': 'text/html' }, Buffer.from('<html>'), {}),
  notfound: end => end({ ':status': 404 }, Buffer.alloc(0), {}),
  unavailable: end => end({ ':status': 503, 'content-type': 'text/plain' }, Buffer.from('busy'), {}),
  trailersonly: end => end({ ...headers, 'grpc-status': '9', 'grpc-message': '100%25 %C3%A4', 'x-why': 'state' }, null),
  reset: (end, stream) => { stream.respond(headers); stream.write(empty, () => stream.close(http2.constants.NGHTTP2_CANCEL)); },
  internal: (end, stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
  goaway: (end, stream) => {
    stream.session.goaway(http2.constants.NGHTTP2_NO_ERROR);
    setImmediate(() => sockets.get(stream.session.socket.remotePort).destroy());
  },
  dead: (end, stream) => { stream.respond(headers); stream.write(empty, () => sockets.get(stream.session.socket.remotePort).destroy()); },
};

const broken = http2.createServer();
broken.on('sessionError', () => {});
broken.on('connection', socket => {
  const port = socket.remotePort;
  sockets.set(port, socket);
  socket.on('close', () => sockets.delete(port));
});
broken.on('stream', (stream, request) => {
  stream.on('error', () => {});
  stream.resume();
  const end = (head, body, trailers) => {
    if (body === null) return stream.respond(head, { endStream: true });
    stream.respond(head, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.end(body);
  };
  faults[request[':path'].split('/').pop()](end, stream);
});

server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  broken.listen(0, '127.0.0.1', () => lines.write({ port, broken: broken.address().port }));
});
lines.listen(() => {});
