namespace Orchestrator.Protocol.Access;

/// <summary>A coordinator cannot be used by this caller, and asking again would not change that.</summary>
/// <param name="address">The coordinator.</param>
/// <param name="refusal">What is lacking.</param>
/// <param name="cause">The call that failed; null where none was made.</param>
public sealed class AccessRefusedException(Uri address, AccessRefusal refusal, Exception? cause = null)
    : Exception($"{address.GetLeftPart(UriPartial.Authority)}: {refusal.Reason}", cause)
{
    /// <summary>The coordinator.</summary>
    public Uri Address { get; } = address;

    /// <summary>What is lacking.</summary>
    public AccessRefusal Refusal { get; } = refusal;
}
