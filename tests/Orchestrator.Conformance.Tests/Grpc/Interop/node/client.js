// Calls a server of the Echo service on @grpc/grpc-js, as the test's lines say. Arguments: the path of echo.proto.
'use strict';
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const details = require('./details');
const extras = require('./extras');
const lines = require('./lines');

const options = { keepCase: true, longs: Number, defaults: true };
const Echo = grpc.loadPackageDefinition(loader.loadSync(process.argv[2], options)).orchestrator.conformance.v1.Echo;
const Gzip = 2;

const textsOf = metadata => Object.fromEntries(Object.keys(metadata.getMap()).map(
  name => [name, metadata.get(name).map(v => Buffer.isBuffer(v) ? v.toString('base64') : v).join('|')]));

function invoke(command) {
  const client = new Echo(command.address, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': command.maxReceive || 8 << 20,
    'grpc.max_send_message_length': -1,
    'grpc.default_compression_algorithm': command.gzip ? Gzip : 0,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_http_proxy': 0,
  });
  const metadata = new grpc.Metadata();
  for (const [name, value] of Object.entries(command.metadata || {})) {
    metadata.add(name, name.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  }
  const settings = command.deadlineMs ? { deadline: Date.now() + command.deadlineMs } : {};
  const request = { ...command.request, payload: Buffer.alloc(command.payload || 0, 7) };
  const result = { texts: [], payload: 0 };

  return new Promise(resolve => {
    let last = null;
    const finish = status => {
      const rich = status.metadata.get('grpc-status-details-bin')[0];
      resolve({
        ...result, code: status.code, details: status.details, trailers: textsOf(status.metadata),
        rich: rich ? details.decode(rich) : null, index: last && last.index, payloadBytes: last && last.payload_bytes,
      });
      client.close();
    };
    const take = reply => {
      last = reply;
      result.texts.push(reply.text);
      result.payload += reply.payload.length;
      if (result.texts.length === command.cancelAfter) call.cancel();
    };
    const answered = (error, reply) => { if (reply) take(reply); };
    const kind = { unary: 'Unary', serverStream: 'ServerStream', clientStream: 'ClientStream', duplex: 'Duplex' }[command.call];
    let call;
    if (command.call === 'unknown') {
      call = client.makeUnaryRequest('/orchestrator.conformance.v1.Echo/Nothing',
        Echo.service.Unary.requestSerialize, Echo.service.Unary.responseDeserialize, request, metadata, settings, answered);
    } else if (command.call === 'unary') call = client[kind](request, metadata, settings, answered);
    else if (command.call === 'serverStream') call = client[kind](request, metadata, settings);
    else if (command.call === 'clientStream') call = client[kind](metadata, settings, answered);
    else call = client[kind](metadata, settings);
    call.on('metadata', headers => { result.headers = textsOf(headers); });
    call.on('error', () => {});
    if (command.call === 'serverStream' || command.call === 'duplex') {
      // The status may come before the last replies have been read.
      const ended = new Promise(done => call.on('end', done));
      call.on('data', take);
      call.on('status', status => ended.then(() => finish(status)));
    } else {
      call.on('status', finish);
    }
    if (command.call === 'clientStream' || command.call === 'duplex') {
      for (let i = 0; i < (command.requests || 1); i++) call.write({ ...request, text: `${command.request.text || ''}${i},` });
      if (!command.cancelAfter) call.end();
    }
  });
}

lines.listen(async command => {
  try {
    const run = extras[command.call] || invoke;
    lines.write({ id: command.id, ...await run(command, Echo) });
  } catch (error) {
    lines.write({ id: command.id, error: String(error.stack) });
  }
});
lines.write({ ready: true });
