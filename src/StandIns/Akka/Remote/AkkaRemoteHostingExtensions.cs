using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;

namespace Akka.Remote.Hosting;

/// <summary>Gives a system an address that others know it by.</summary>
public static class AkkaRemoteHostingExtensions
{
    private static readonly string?[] Anywhere = [null, "", "0.0.0.0", "::", "[::]"];

    /// <summary>Gives the system an address. Nothing listens there.</summary>
    public static AkkaConfigurationBuilder WithRemoting(
        this AkkaConfigurationBuilder builder,
        string? hostname = null,
        int? port = null,
        string? publicHostname = null,
        int? publicPort = null) =>
        builder.WithRemoting(new RemoteOptions
        {
            HostName = hostname,
            Port = port,
            PublicHostName = publicHostname,
            PublicPort = publicPort,
        });

    /// <summary>Gives the system an address. Nothing listens there.</summary>
    public static AkkaConfigurationBuilder WithRemoting(
        this AkkaConfigurationBuilder builder, Action<RemoteOptions> configure)
    {
        var options = new RemoteOptions();
        configure(options);
        return builder.WithRemoting(options);
    }

    /// <summary>Gives the system an address. Nothing listens there.</summary>
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, RemoteOptions options)
    {
        var host = options.PublicHostName ?? options.HostName;
        if (Anywhere.Contains(host))
        {
            host = Environment.MachineName;
        }
        var port = options.PublicPort ?? options.Port;
        return builder.Add(system =>
            ClusterNode.Of(system).SelfAddress = new Address("akka.tcp", system.Name, host, port));
    }
}
