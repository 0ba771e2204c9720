namespace Orchestrator.Host.Telemetry;

/// <summary>A folder that fills up.</summary>
/// <param name="Name">What it is for: <c>data</c> or <c>cache</c>.</param>
/// <param name="Folder">Its path; it need not exist yet.</param>
internal sealed record WatchedVolume(string Name, string Folder)
{
    /// <summary>A coordinator's own store.</summary>
    public const string Data = "data";

    /// <summary>A worker's data sets.</summary>
    public const string Cache = "cache";
}
