using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Grpc.Wire.Compression;

namespace Orchestrator.Conformance.Tests.Grpc.Wire;

/// <summary>Messages behind their headers, written and read.</summary>
public sealed class FramingTests
{
    private static readonly Compressions Gzip = new(null);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Any_messages_come_back_however_the_bytes_arrive(bool saysLength, bool isCompressed) =>
        Prop.ForAll<byte[][], PositiveInt>((messages, chunk) =>
        {
            var bytes = Write(messages, saysLength, isCompressed);
            var read = ReadAll(bytes, chunk.Get, maximumSize: null).AsTask().Within("the messages").GetAwaiter().GetResult();
            Assert.Equal(messages, read);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Large_message_comes_back()
    {
        var message = new byte[5_000_000];
        Array.Fill(message, (byte)3);
        foreach (var isCompressed in new[] { false, true })
        {
            var read = await ReadAll(Write([message], saysLength: true, isCompressed), 4096, maximumSize: null);
            Assert.True(Assert.Single(read).AsSpan().SequenceEqual(message));
        }
    }

    [Theory]
    [InlineData(10, 10, null)]
    [InlineData(11, 10, StatusCode.ResourceExhausted)]
    public void Message_of_the_largest_size_is_sent_and_no_larger(int size, int maximum, StatusCode? code)
    {
        foreach (var saysLength in new[] { false, true })
        {
            var output = new ArrayBufferWriter<byte>();
            var writer = new MessageWriter(output, maximum);
            var failure = Record.Exception(() => writer.Write(new byte[size], Serializer(saysLength), compress: false));
            Assert.Equal(code, (failure as RpcException)?.StatusCode);
            Assert.Equal(code is null ? size + FrameHeader.Size : 0, output.WrittenCount);
            Assert.False(writer.IsTorn);
        }
    }

    [Theory]
    [InlineData(10, false, null)]
    [InlineData(11, false, StatusCode.ResourceExhausted)]
    [InlineData(100, true, null)]
    [InlineData(101, true, StatusCode.ResourceExhausted)]
    public async Task Message_of_the_largest_size_is_read_and_no_larger(int size, bool isCompressed, StatusCode? code)
    {
        var bytes = Write([new byte[size]], saysLength: true, isCompressed);
        var failure = await Record.ExceptionAsync(async () => await ReadAll(bytes, 4096, isCompressed ? 100 : 10));
        Assert.Equal(code, (failure as RpcException)?.StatusCode);
    }

    [Theory]
    [InlineData(new byte[] { 0 }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0 }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 1 }, StatusCode.Internal)]
    [InlineData(new byte[] { 2, 0, 0, 0, 0 }, StatusCode.Internal)]
    [InlineData(new byte[] { 0x80, 0, 0, 0, 0 }, StatusCode.Internal)]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, StatusCode.ResourceExhausted)]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 9 }, StatusCode.Internal)]
    public async Task Bytes_that_are_no_messages_are_refused(byte[] bytes, StatusCode code)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await ReadAll(bytes, 4096, maximumSize: 1000));
        Assert.Equal(code, failure.StatusCode);
    }

    [Theory]
    [InlineData(null, StatusCode.Internal)]
    [InlineData("identity", StatusCode.Internal)]
    [InlineData("lzma", StatusCode.Unimplemented)]
    public async Task Compressed_message_of_no_known_encoding_is_refused(string? encoding, StatusCode code)
    {
        var bytes = Write([[1]], saysLength: true, isCompressed: true);
        var failure = await Assert.ThrowsAsync<RpcException>(async () => await ReadAll(bytes, 4096, null, encoding));
        Assert.Equal(code, failure.StatusCode);
    }

    [Fact]
    public async Task Compressed_message_that_is_cut_short_anywhere_is_refused()
    {
        var whole = Write([[.. Enumerable.Range(0, 300).Select(i => (byte)i)]], saysLength: true, isCompressed: true);
        for (var length = 1; length < whole.Length - FrameHeader.Size; length++)
        {
            byte[] bytes = [1, 0, 0, (byte)(length >> 8), (byte)length, .. whole.AsSpan(FrameHeader.Size, length)];
            var failure = await Record.ExceptionAsync(async () => await ReadAll(bytes, 4096, maximumSize: null));
            Assert.Equal(StatusCode.Internal, Assert.IsType<RpcException>(failure).StatusCode);
        }
    }

    [Fact]
    public void Message_that_breaks_off_in_the_middle_tears_the_stream()
    {
        var writer = new MessageWriter(new ArrayBufferWriter<byte>(), maximumSize: null);
        Assert.Throws<InvalidOperationException>(() => writer.Write(
            "", (_, context) =>
            {
                context.SetPayloadLength(5);
                context.GetBufferWriter();
                throw new InvalidOperationException("broke off");
            },
            compress: false));
        Assert.True(writer.IsTorn);
    }

    [Fact]
    public void Empty_message_is_never_compressed() =>
        Assert.Equal([0, 0, 0, 0, 0], Write([[]], saysLength: false, isCompressed: true));

    private static Action<byte[], SerializationContext> Serializer(bool saysLength) => (message, context) =>
    {
        if (!saysLength)
        {
            context.Complete(message);
            return;
        }
        context.SetPayloadLength(message.Length);
        context.GetBufferWriter().Write(message);
        context.Complete();
    };

    private static byte[] Write(IEnumerable<byte[]> messages, bool saysLength, bool isCompressed)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessageWriter(output, maximumSize: null)
        {
            Compression = new GzipCompressionProvider(CompressionLevel.Fastest),
        };
        foreach (var message in messages)
        {
            writer.Write(message, Serializer(saysLength), isCompressed);
        }
        return output.WrittenSpan.ToArray();
    }

    private static async ValueTask<List<byte[]>> ReadAll(byte[] bytes, int chunk, int? maximumSize, string? encoding = "gzip")
    {
        var input = PipeReader.Create(new ChunkedStream(bytes, chunk));
        var reader = new MessageReader(input, maximumSize, Gzip) { Encoding = encoding };
        var messages = new List<byte[]>();
        while (await reader.ReadAsync(c => c.PayloadAsNewBuffer(), CancellationToken.None) is { } message)
        {
            messages.Add(message);
        }
        return messages;
    }

    // Gives no more at a time than it was told to.
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
