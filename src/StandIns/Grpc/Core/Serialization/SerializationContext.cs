using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where one message is written. Not safe for several threads; used for one message and then forgotten.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole message as one array and ends it.</summary>
    /// <param name="payload">The message's bytes.</param>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException();

    /// <summary>
    /// A buffer for the message's bytes. Call <see cref="SetPayloadLength"/> before it where the length is known:
    /// the bytes then go straight to their destination.
    /// </summary>
    /// <returns>The buffer; valid until <see cref="Complete()"/>.</returns>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException();

    /// <summary>Announces how many bytes will be written.</summary>
    /// <param name="payloadLength">Bytes, 0 or more.</param>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Ends a message that was written to <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw new NotSupportedException();
}
