namespace Akka.Remote.Hosting;

/// <summary>Where a node listens and how others reach it. Nothing listens here: the address is published.</summary>
public class RemoteOptions
{
    /// <summary>What to listen on.</summary>
    public string? HostName { get; set; }

    /// <summary>The port to listen on.</summary>
    public int? Port { get; set; }

    /// <summary>The name that others reach it by; null for <see cref="HostName"/>.</summary>
    public string? PublicHostName { get; set; }

    /// <summary>The port that others reach it by; null for <see cref="Port"/>.</summary>
    public int? PublicPort { get; set; }
}
