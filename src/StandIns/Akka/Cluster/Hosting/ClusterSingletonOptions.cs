namespace Akka.Cluster.Hosting;

/// <summary>How a singleton runs, and how its proxy keeps messages.</summary>
public sealed class ClusterSingletonOptions
{
    /// <summary>How many messages the proxy keeps while nobody leads, 0 to 10,000; null for 1,000.</summary>
    public int? BufferSize { get; set; }

    /// <summary>Only nodes of this role run it; null for all.</summary>
    public string? Role { get; set; }

    /// <summary>
    /// Sent to the singleton when it is handed over, for it to finish and stop; null for
    /// <see cref="Akka.Actor.PoisonPill"/>.
    /// </summary>
    public object? TerminationMessage { get; set; }
}
