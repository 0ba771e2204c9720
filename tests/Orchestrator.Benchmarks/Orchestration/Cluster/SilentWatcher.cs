using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>
/// A watcher of all sweeps that takes nothing in: an HTTP/2 connection of its own whose streams have a window of 0
/// bytes for good, so that the coordinator may never send a state. It answers settings and pings, so it stays.
/// </summary>
internal sealed class SilentWatcher : IDisposable
{
    private const int FrameHeaderBytes = 9;
    private const byte Data = 0, Headers = 1, Settings = 4, Ping = 6;
    private const byte Ack = 1, EndStream = 1, EndHeaders = 4;
    private const byte WindowSetting = 4;

    private readonly TcpClient _connection;
    private readonly NetworkStream _stream;
    private readonly TaskCompletionSource _watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private SilentWatcher(TcpClient connection)
    {
        _connection = connection;
        _stream = connection.GetStream();
        _reading = ReadAsync();
    }

    /// <summary>Whether the coordinator still keeps it, and has sent no state.</summary>
    public bool IsWaiting => !_reading.IsCompleted;

    /// <summary>Opens one; returns when the coordinator has answered the call.</summary>
    public static async Task<SilentWatcher> OpenAsync(Uri coordinator)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(coordinator.Host, coordinator.Port);
        var watcher = new SilentWatcher(connection);
        await watcher.CallAsync(coordinator.Authority);
        await await Task.WhenAny(watcher._watching.Task, watcher._reading);
        return watcher;
    }

    public void Dispose() => _connection.Dispose();

    private async Task CallAsync(string authority)
    {
        await _stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await SendAsync(Settings, 0, 0, [0, WindowSetting, 0, 0, 0, 0]);
        // HPACK: indexed fields of the static table, and literals that enter no table.
        byte[] headers =
        [
            0x83, 0x86,
            0x04, .. Text("/orchestrator.v1.Sweeps/Watch"),
            0x01, .. Text(authority),
            0x0f, 0x10, .. Text("application/grpc"),
            0x00, .. Text("te"), .. Text("trailers"),
        ];
        await SendAsync(Headers, EndHeaders, 1, headers);
        await SendAsync(Data, EndStream, 1, [0, 0, 0, 0, 0]);
    }

    private static byte[] Text(string value) => [(byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    private async Task SendAsync(byte type, byte flags, int stream, byte[] content)
    {
        var frame = new byte[FrameHeaderBytes + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length << 8);
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        content.CopyTo(frame, FrameHeaderBytes);
        await _stream.WriteAsync(frame);
    }

    private async Task ReadAsync()
    {
        var header = new byte[FrameHeaderBytes];
        try
        {
            while (true)
            {
                await _stream.ReadExactlyAsync(header);
                var content = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
                await _stream.ReadExactlyAsync(content);
                if (header[3] is Settings or Ping && (header[4] & Ack) == 0)
                    await SendAsync(header[3], Ack, 0, header[3] == Ping ? content : []);
                else if (header[3] == Headers)
                    _watching.TrySetResult();
                else if (header[3] == Data && content.Length > 0)
                    throw new InvalidOperationException("The coordinator sent more than the window allows.");
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            _watching.TrySetException(new InvalidOperationException("The coordinator ended the watcher's connection."));
        }
    }
}
