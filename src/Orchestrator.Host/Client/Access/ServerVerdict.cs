using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Client.Access;

/// <summary>Whether a coordinator's certificate is believed, and if not, what is wrong with it.</summary>
/// <param name="authorities">Who is trusted; null: whom the system trusts.</param>
/// <param name="time">The clock by which certificates are valid.</param>
internal sealed class ServerVerdict(TrustedCertificates? authorities, TimeProvider time)
{
    /// <summary>True for a certificate that is believed.</summary>
    /// <param name="host">The name or IP address that it must have.</param>
    /// <param name="shown">What the coordinator shows.</param>
    /// <param name="chain">Holds what came with it.</param>
    /// <param name="errors">What the system finds wrong with it by its own authorities.</param>
    /// <exception cref="AuthenticationException">It is not believed; the message says why, in a line.</exception>
    public bool Judge(string host, X509Certificate2? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        var isBelieved = authorities is null
            ? errors == SslPolicyErrors.None
            : authorities.Accepts(shown, chain?.ChainPolicy.ExtraStore ?? [], host);
        // Thrown so that the words reach the user: false would end in those of the system.
        return isBelieved ? true : throw new AuthenticationException(Problem(host, shown));
    }

    private string Problem(string host, X509Certificate2? shown)
    {
        if (shown is null)
            return "it shows no certificate";
        if (!shown.MatchesHostname(host, allowCommonName: false))
            return $"its certificate is not for {host} but for {Names(shown)}";
        var now = time.GetUtcNow().UtcDateTime;
        if (shown.NotAfter.ToUniversalTime() < now)
            return $"its certificate expired on {Day(shown.NotAfter)}";
        if (shown.NotBefore.ToUniversalTime() > now)
            return $"its certificate is not valid before {Day(shown.NotBefore)}";
        return $"its certificate is signed by {shown.IssuerName.Name}, which is not trusted here";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(
                names.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToList();
        return names.Count == 0 ? "no name at all" : string.Join(", ", names);
    }

    private static string Day(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
