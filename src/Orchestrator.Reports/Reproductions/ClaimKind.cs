namespace Orchestrator.Reports.Reproductions;

/// <summary>How a claim is tested. Comparisons ask for 95 % intervals that leave out 0.</summary>
public enum ClaimKind
{
    /// <summary>Every score on the left is greater than every score on the right.</summary>
    Greater,

    /// <summary>Every score on the left is smaller than every score on the right.</summary>
    Less,

    /// <summary>The score rises along the list on the left: the slope's interval is above 0.</summary>
    Rising,

    /// <summary>The score falls along the list on the left: the slope's interval is below 0.</summary>
    Falling,

    /// <summary>The score's mean is no further from the value than the tolerance.</summary>
    Near,

    /// <summary>All evaluations of a generator's fit have the same row.</summary>
    Repeated,
}
