namespace Orchestrator.Worker.Slots;

/// <summary>What came from the other end of a pipe is not a frame of the protocol.</summary>
internal sealed class FrameException(string message, Exception? cause = null) : IOException(message, cause);
