using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// The system part of a path: <c>akka://name</c>, or of another node: <c>akka.tcp://name@host:port</c>. Immutable.
/// </summary>
public sealed class Address : IEquatable<Address>
{
    /// <summary>Makes an address of a local system, or with a host of any.</summary>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host;
        Port = port;
    }

    /// <summary><c>akka</c>, or how it is reached.</summary>
    public string Protocol { get; }

    /// <summary>The system's name.</summary>
    public string System { get; }

    /// <summary>The host name or address; null for a local system.</summary>
    public string? Host { get; }

    /// <summary>The port; null for a local system.</summary>
    public int? Port { get; }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <exception cref="UriFormatException">It is no address.</exception>
    public static Address Parse(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || scheme + 3 == address.Length)
        {
            throw new UriFormatException($"Not an address: [{address}]");
        }
        var protocol = address[..scheme];
        var rest = address[(scheme + 3)..];
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return new Address(protocol, rest);
        }
        var host = rest[(at + 1)..];
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']')
            ? new Address(protocol, rest[..at], host[..colon], PortOf(host[(colon + 1)..], address))
            : new Address(protocol, rest[..at], host);
    }

    /// <inheritdoc/>
    public bool Equals(Address? other) =>
        other is not null && Protocol == other.Protocol && System == other.System && Port == other.Port
        && string.Equals(Host, other.Host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Address);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Protocol, System, Port);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Protocol}://{System}{(Host is null ? "" : $"@{Host}")}{(Port is { } port ? $":{port}" : "")}";

    private static int PortOf(string text, string address) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new UriFormatException($"Not an address: [{address}]");
}
