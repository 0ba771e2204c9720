namespace Orchestrator.Protocol;

/// <summary>
/// A message that breaks the rules of the wire: which field, what stands there, and what is allowed. Nothing of the
/// message was used.
/// </summary>
/// <param name="field">The path of the field, <c>results.outcomes[3].result.accuracy</c>.</param>
/// <param name="value">What stands there, shortened and on one line; "nothing" where the field is missing.</param>
/// <param name="allowed">What is allowed: "a number from 0 to 1".</param>
public sealed class WireFormatException(string field, string value, string allowed)
    : Exception($"{field}: {value} is not allowed; it is {allowed}")
{
    /// <summary>The path of the field.</summary>
    public string Field { get; } = field;

    /// <summary>What stands there, shortened and on one line.</summary>
    public string Value { get; } = value;

    /// <summary>What is allowed.</summary>
    public string Allowed { get; } = allowed;
}
