namespace Orchestrator.Host.Security;

/// <summary>What the holder of a token may do.</summary>
internal enum Role
{
    /// <summary>See everything, change nothing.</summary>
    Read,

    /// <summary>The same, and submit sweeps with their data.</summary>
    Submit,

    /// <summary>Everything.</summary>
    Admin,

    /// <summary>Attach as a worker and fetch data.</summary>
    Worker,
}
