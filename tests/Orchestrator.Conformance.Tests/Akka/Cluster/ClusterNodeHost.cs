using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>One node of a cluster in this process.</summary>
internal sealed class ClusterNodeHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterNodeHost(IHost host, int port)
    {
        _host = host;
        Port = port;
    }

    public int Port { get; }

    public ActorSystem Sys => _host.Services.GetRequiredService<ActorSystem>();

    public Akka.Cluster.Cluster Cluster => Akka.Cluster.Cluster.Get(Sys);

    public IActorRef Proxy => _host.Services.GetRequiredService<IRequiredActor<Witness>>().ActorRef;

    /// <summary>A node that runs the witness when it leads.</summary>
    public static Task<ClusterNodeHost> Start(
        string name, Lives lives, string? connectionString, ClusterSingletonOptions? options = null, int? fixedPort = null) =>
        Start(akka =>
        {
            akka.WithSingleton<Witness>(
                "witness", (_, _, _) => Props.Create(() => new Witness(name, lives, "witness")), options ?? new ClusterSingletonOptions());
            if (connectionString is not null)
            {
                akka.WithSqlPersistence(connectionString, "PostgreSQL.15");
            }
        }, fixedPort);

    /// <summary>A node of one's own making.</summary>
    public static async Task<ClusterNodeHost> Start(Action<AkkaConfigurationBuilder> configure, int? fixedPort = null)
    {
        var port = fixedPort ?? FreePort();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAkka("nodes", akka =>
        {
            akka.WithRemoting("127.0.0.1", port).WithClustering(new ClusterOptions
            {
                Roles = ["coordinator"],
                SeedNodes = [$"akka.tcp://nodes@127.0.0.1:{port}"],
                MinimumNumberOfMembers = 1,
                SplitBrainResolver = Akka.Cluster.Hosting.SBR.SplitBrainResolverOption.Default,
            });
            configure(akka);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new ClusterNodeHost(host, port);
    }

    public async Task Stop() => await _host.StopAsync().WithinLong("the end of a node");

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _host.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
