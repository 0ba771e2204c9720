namespace Grpc.Core;

/// <summary>How a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More messages follow soon: this one may wait for them.</summary>
    BufferHint = 0x1,

    /// <summary>Do not compress.</summary>
    NoCompress = 0x2,
}

/// <summary>How messages are written.</summary>
/// <param name="flags">The ways; 0 for the usual one.</param>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>The usual way: at once.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The ways.</summary>
    public WriteFlags Flags { get; } = flags;
}
