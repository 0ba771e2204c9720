namespace Orchestrator.Host.Security;

/// <summary>Who calls, as far as it is known.</summary>
/// <param name="Key">What its limits are counted under.</param>
/// <param name="Name">How it is shown: the name of its token, the name in its certificate, or its address.</param>
/// <param name="Role">What it may do; null where it is not known.</param>
/// <param name="Missing">What it would have to show to be known; null where it is.</param>
/// <param name="Token">Its token's entry; null where it is known without one.</param>
internal sealed record Caller(string Key, string Name, Role? Role, string? Missing, TokenEntry? Token)
{
    /// <summary>One of whom only the address is known.</summary>
    /// <param name="address">The address.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="missing">What it would have to show to be known.</param>
    public static Caller At(string address, Role? role, string? missing) =>
        new($"address {address}", address, role, missing, null);

    /// <summary>Whether it has shown who it is.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>
    /// One that has shown its token. The workers of a pool share one, and are as many callers as they have addresses.
    /// </summary>
    public static Caller With(TokenEntry token, string address)
    {
        var key = token.Role == Security.Role.Worker ? $"token {token.Name} at {address}" : $"token {token.Name}";
        return new Caller(key, token.Name, token.Role, null, token) { IsNamed = true };
    }

    /// <summary>One that has shown a certificate, and no token is asked for.</summary>
    /// <param name="subject">The certificate's.</param>
    /// <param name="name">How it is shown.</param>
    public static Caller Certified(string subject, string name) =>
        new($"certificate {subject}", name, Security.Role.Admin, null, null) { IsNamed = true };
}
