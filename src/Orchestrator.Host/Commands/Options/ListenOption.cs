using System.CommandLine;
using System.Globalization;
using System.Net;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--listen</c>: the address and port of a server.</summary>
internal static class ListenOption
{
    /// <summary>Where <c>serve</c> listens and clients look when nothing is said.</summary>
    public const int DefaultPort = 5080;

    /// <summary>What is allowed.</summary>
    public const string Allowed =
        "ADDRESS:PORT, for example 127.0.0.1:5080, 0.0.0.0:5080 or [::1]:5080, with port 0 for any free one";

    public static Option<IPEndPoint> Create()
    {
        var option = OptionText.One<IPEndPoint>(
            "--listen", "ADDRESS:PORT",
            "Where to listen; port 0 picks a free one", Allowed, TryRead);
        option.DefaultValueFactory = _ => new IPEndPoint(IPAddress.Loopback, DefaultPort);
        return option;
    }

    /// <summary>The same for a server that there need not be.</summary>
    public static Option<IPEndPoint> CreateOptional(string description) => OptionText.One<IPEndPoint>(
        "--listen", "ADDRESS:PORT", $"{description} [default: nowhere]", Allowed, TryRead);

    /// <summary>
    /// Reads an address and a port; both are needed, and names other than localhost are not looked up.
    /// </summary>
    public static bool TryRead(string text, out IPEndPoint value)
    {
        value = new IPEndPoint(IPAddress.None, 0);
        var colon = text.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(
            text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        var host = text[..colon];
        // An IPv6 address without brackets could end in what looks like a port.
        if (host.Contains(':') && !(host.StartsWith('[') && host.EndsWith(']')))
            return false;
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "*" => IPAddress.IPv6Any,
            _ => IPAddress.TryParse(host.Trim('[', ']'), out var read) ? read : null,
        };
        value = new IPEndPoint(address ?? IPAddress.None, port);
        return address is not null;
    }
}
