using System.Buffers;

namespace Grpc.Core;

/// <summary>Where one message is read from. Its memory is valid only until the deserializer returns.</summary>
public abstract class DeserializationContext
{
    /// <summary>The message's length in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in an array of its own.</summary>
    /// <returns>A new array that the caller may keep.</returns>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotSupportedException();

    /// <summary>The message where it lies, uncopied.</summary>
    /// <returns>The bytes; not to be kept.</returns>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => throw new NotSupportedException();
}
