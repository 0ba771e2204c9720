using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Orchestrator.Host.Serving;

/// <summary>A socket that has its port before anything listens on it.</summary>
internal sealed class ListeningSocket
{
    private readonly Socket _socket;

    private ListeningSocket(Socket socket) => _socket = socket;

    /// <summary>Its address, the real port included.</summary>
    public IPEndPoint Bound => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Where others reach it: by the machine's name where it listens on all addresses.</summary>
    public Uri UrlOf(string scheme)
    {
        var isAny = Bound.Address.Equals(IPAddress.Any) || Bound.Address.Equals(IPAddress.IPv6Any);
        return new UriBuilder(scheme, isAny ? Environment.MachineName : Bound.Address.ToString(), Bound.Port).Uri;
    }

    /// <summary>Takes the address.</summary>
    /// <exception cref="BadInputException">It is in use, or not of this machine.</exception>
    public static ListeningSocket Bind(IPEndPoint address)
    {
        try
        {
            return new ListeningSocket(SocketTransportOptions.CreateDefaultBoundListenSocket(address));
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            throw new BadInputException(
                $"--listen {address} cannot be listened on: {refused.Message}; choose another address, or port 0 for "
                + "any free one");
        }
    }

    /// <summary>Gives the socket to the server that listens there; others are made as usual.</summary>
    public Socket Take(EndPoint wanted) => wanted.Equals(Bound)
        ? _socket : SocketTransportOptions.CreateDefaultBoundListenSocket(wanted);
}
