using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Orchestrator.Host.Security;

/// <summary>
/// Finds out who calls: by a client certificate, by a bearer token, or by both where both are asked for.
/// </summary>
internal sealed class CallerIdentity(ServerSecurity security)
{
    private const string Scheme = "Bearer ";
    private const string MissingCertificate =
        "a client certificate is needed, signed by an authority that is trusted here";

    /// <summary>Who calls. Never fails: who shows nothing, or what is not taken, is known by address alone.</summary>
    public Caller Of(HttpContext context)
    {
        var address = AddressOf(context.Connection.RemoteIpAddress);
        if (!security.Authenticates)
            return Caller.At(address, Role.Admin, null);
        var certificate = security.Clients is null ? null : context.Connection.ClientCertificate;
        if (security.Clients is not null && certificate is null)
            return Caller.At(address, null, MissingCertificate);
        if (security.Tokens is null)
        {
            var name = certificate!.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
            return Caller.Certified(certificate.Subject, Printable(name));
        }

        var (token, missing) = Find(security.Tokens, context.Request.Headers.Authorization);
        return token is null ? Caller.At(address, null, missing) : Caller.With(token, address);
    }

    private static (TokenEntry? Entry, string Missing) Find(AccessTokens tokens, StringValues header)
    {
        if (header.Count == 0)
            return (null, "a token is needed: the header 'authorization: Bearer TOKEN'");
        if (header is not [{ } only] || !only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return (null, "the authorization is not one of 'Bearer TOKEN'");
        return (tokens.Current.Find(only.AsSpan(Scheme.Length)), "the token is not known here");
    }

    // An IPv6 subscriber has a whole network of addresses, so these are taken together.
    private static string AddressOf(IPAddress? address)
    {
        if (address is null)
            return "(unknown address)";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static string Printable(string name) =>
        string.Concat(name.Take(100).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
