namespace Orchestrator.Host.Security;

/// <summary>What a call needs of its caller.</summary>
internal enum Access
{
    /// <summary>Nobody may call it: no rule allows it.</summary>
    Nobody,

    /// <summary>Anyone may, without being known.</summary>
    Anyone,

    /// <summary>Whoever is known may: the answer is only that there is no such thing.</summary>
    Known,

    /// <summary>To see sweeps, workers and metrics.</summary>
    Read,

    /// <summary>To see what a spec may name, which workers may too.</summary>
    Catalog,

    /// <summary>To submit sweeps and their data.</summary>
    Submit,

    /// <summary>To pause, resume, cancel and retry.</summary>
    Steer,

    /// <summary>To attach as a worker and to fetch data.</summary>
    Work,
}
