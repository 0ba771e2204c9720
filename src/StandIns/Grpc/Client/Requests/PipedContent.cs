using System.IO.Pipelines;
using System.Net;

namespace Grpc.Net.Client.Requests;

/// <summary>
/// The body of a call with a stream of requests. Messages gather in a pipe while the connection takes the ones before
/// them, so that many small messages leave in one frame; when it is full, the writer waits for the peer's window.
/// </summary>
internal sealed class PipedContent : HttpContent
{
    private const int PauseAt = 64 * 1024;
    private const int SegmentSize = 16 * 1024;

    private readonly Pipe _pipe = new(new PipeOptions(
        readerScheduler: PipeScheduler.Inline,
        writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: PauseAt,
        resumeWriterThreshold: PauseAt / 2,
        minimumSegmentSize: SegmentSize,
        useSynchronizationContext: false));
    private int _isSent;

    public PipeWriter Writer => _pipe.Writer;

    /// <summary>Why the body could not be sent; null where it could, so far.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Breaks the body off: the call has ended.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _isSent, 1) == 0)
        {
            _pipe.Reader.Complete();
        }
        else
        {
            _pipe.Reader.CancelPendingRead();
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isSent, 1) != 0)
        {
            throw new IOException("The connection was lost after the stream of requests had been opened.");
        }
        var reader = _pipe.Reader;
        try
        {
            // The headers leave at once: a peer may answer before the first message.
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                // Not by the token: a stream that the peer resets is the response's failure to tell, not this one's.
                var result = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                if (result.IsCanceled)
                {
                    throw new OperationCanceledException("The call has ended.");
                }
                foreach (var segment in result.Buffer)
                {
                    await stream.WriteAsync(segment, cancellationToken).ConfigureAwait(false);
                }
                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    break;
                }
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException cancelled) when (cancellationToken.IsCancellationRequested)
        {
            // The stream was reset, or the call is over: the response, or the call itself, has the reason.
            Failure = cancelled;
        }
        catch (Exception e)
        {
            Failure = e;
            throw;
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
