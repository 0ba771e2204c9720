namespace Orchestrator.Statistics.Samples;

/// <summary>Why an answer is less than its name promises. Every result says which case it was.</summary>
public enum Limitation
{
    /// <summary>Nothing: the answer is the method's own.</summary>
    None,

    /// <summary>There is no observation; nothing can be told.</summary>
    NoData,

    /// <summary>Too few observations for the method, one as a rule: no spread can be estimated.</summary>
    TooFew,

    /// <summary>
    /// All observations are equal: the answer is the limit for a vanishing spread, and the data do not say how large
    /// the noise is.
    /// </summary>
    NoVariance,

    /// <summary>No observation differs from its partner: there is nothing to test, and p is 1.</summary>
    NoDifferences,

    /// <summary>An observation is infinite or not a number; nothing can be told.</summary>
    NotFinite,
}
