using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Persistence;

namespace Akka.Cluster;

/// <summary>
/// This system as a node of a cluster: which singletons it can run, and who leads. With a lease in PostgreSQL it
/// competes for that; without one it is alone and leads. Safe from any thread.
/// </summary>
internal sealed class ClusterNode : ILeaseOwner
{
    private readonly Lock _lock = new();
    private readonly LocalActorSystem _system;
    private readonly List<IActorRef> _managers = [];
    private readonly Dictionary<string, IActorRef> _places = [];
    private readonly List<(string Name, IActorRef Proxy)> _proxies = [];
    private readonly TaskCompletionSource _actorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterOptions? _options;
    private LeaseKeeper? _keeper;
    private string? _role;
    private Address? _leader;
    private bool _hasStarted;
    private Task? _left;

    private ClusterNode(LocalActorSystem system)
    {
        _system = system;
        SelfAddress = new Address("akka.tcp", system.Name, Environment.MachineName, port: null);
    }

    /// <summary>Where the node can be reached, as far as it was told.</summary>
    public Address SelfAddress { get; set; }

    /// <summary>The node's roles.</summary>
    public ImmutableHashSet<string> Roles => (_options?.Roles ?? []).ToImmutableHashSet();

    /// <summary>Whether the node has left, or was never in a cluster.</summary>
    public bool IsTerminated => _left is { IsCompleted: true };

    private string LeaseName => _role is null ? _system.Name : $"{_system.Name}/{_role}";

    public static ClusterNode Of(LocalActorSystem system) => system.Part(static s => new ClusterNode(s));

    /// <summary>Makes the system a node of a cluster.</summary>
    public void Join(ClusterOptions options)
    {
        if (options.MinimumNumberOfMembers > 1 || options.MinimumNumberOfMembersPerRole?.Values.Any(n => n > 1) == true)
        {
            throw new NotSupportedException("The members are not counted; leave MinimumNumberOfMembers at 1.");
        }
        _options = options;
    }

    /// <summary>Has a singleton run here while the node leads.</summary>
    /// <exception cref="NotSupportedException">Another singleton of this node wants another role.</exception>
    public void AddSingleton(string name, Props props, ClusterSingletonOptions options)
    {
        if (options.Role is not null && !Roles.Contains(options.Role))
        {
            return;
        }
        if (_managers.Count > 0 && _role != options.Role)
        {
            throw new NotSupportedException("The singletons of one node must all have the same role, or none.");
        }
        _role = options.Role;
        var end = options.TerminationMessage ?? PoisonPill.Instance;
        _managers.Add(_system.ActorOf(Props.Create(() => new SingletonManager(this, name, props, end)), name));
    }

    /// <summary>Makes the proxy of a singleton that runs here or elsewhere.</summary>
    public IActorRef MakeProxy(string name, ClusterSingletonOptions options)
    {
        if (_managers.Count == 0)
        {
            _role = options.Role;
        }
        var size = options.BufferSize ?? 1000;
        ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 10_000, nameof(options));
        return _system.ActorOf(Props.Create(() => new SingletonProxy(this, name, size)), $"{name}-proxy");
    }

    public void AddProxy(string name, IActorRef proxy)
    {
        lock (_lock)
        {
            _proxies.Add((name, proxy));
            Tell(name, proxy);
        }
    }

    /// <summary>Says where the singleton of this node is; null when it is not.</summary>
    public void Place(string name, IActorRef? here)
    {
        lock (_lock)
        {
            if (here is null)
            {
                _places.Remove(name);
            }
            else
            {
                _places[name] = here;
            }
            TellProxies();
        }
    }

    /// <summary>Begins to compete for the lead; the singletons to be have been added.</summary>
    public void Start()
    {
        if (_options is null || _hasStarted)
        {
            return;
        }
        _hasStarted = true;
        CoordinatedShutdown.Get(_system).AddTask(CoordinatedShutdown.PhaseClusterExiting, "leave-cluster", async () =>
        {
            await Leave().ConfigureAwait(false);
            return Done.Instance;
        });
        _system.RegisterOnTermination(End);
        if (_system.FindPart<LeaseLocation>() is not { } location)
        {
            Lead(epoch: 0);
            return;
        }
        var lease = new PostgresLease(
            location, LeaseName, HolderProcess.NewName(), SelfAddress.ToString(), _system.Time);
        _keeper = new LeaseKeeper(_system, lease, this, contend: _managers.Count > 0);
        _keeper.Start();
    }

    /// <summary>Hands the singletons over and takes no more part.</summary>
    public Task Leave()
    {
        lock (_lock)
        {
            return _left ??= _keeper?.Leave() ?? HandOver();
        }
    }

    public void Lead(long epoch)
    {
        if (epoch > 0)
        {
            _system.Part(static _ => new WriteFence()).Token = new FenceToken(LeaseName, epoch);
        }
        SetLeader(SelfAddress);
        _managers.ForEach(m => m.Tell(new StartSingleton(), ActorRefs.NoSender));
    }

    public void Follow(string? leader) => SetLeader(leader is null ? null : Address.Parse(leader));

    public Task StopLeading()
    {
        SetLeader(leader: null);
        return StopSingletons(isHandOver: false);
    }

    public Task HandOver() => StopSingletons(isHandOver: true);

    /// <summary>Who leads, as this node knows.</summary>
    public ClusterEvent.CurrentClusterState State()
    {
        lock (_lock)
        {
            return new ClusterEvent.CurrentClusterState(SelfAddress, _leader, LeaderRoles());
        }
    }

    /// <summary>Subscribes; the state at this moment comes first.</summary>
    public void Subscribe(IActorRef subscriber, bool asEvents, Type[] channels)
    {
        lock (_lock)
        {
            if (!asEvents)
            {
                subscriber.Tell(State(), ActorRefs.NoSender);
            }
            foreach (var channel in channels)
            {
                _system.EventStream.Subscribe(subscriber, channel);
                foreach (var e in Events().Where(e => asEvents && channel.IsInstanceOfType(e)))
                {
                    subscriber.Tell(e, ActorRefs.NoSender);
                }
            }
        }
    }

    private async Task StopSingletons(bool isHandOver)
    {
        var stops = _managers.ConvertAll(m => (Manager: m, Message: new StopSingleton(
            new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), isHandOver)));
        stops.ForEach(s => s.Manager.Tell(s.Message, ActorRefs.NoSender));
        var ended = Task.WhenAll(stops.Select(s => s.Message.Ended.Task));
        await Task.WhenAny(ended, _actorsEnded.Task).ConfigureAwait(false);
        SetLeader(leader: null);
    }

    /// <summary>All actors have ended: what is left is to say so in the lease.</summary>
    private void End()
    {
        _actorsEnded.TrySetResult();
        Leave().Wait(LeaseTimes.Attempt * 2);
    }

    private void SetLeader(Address? leader)
    {
        lock (_lock)
        {
            if (Equals(_leader, leader))
            {
                return;
            }
            _leader = leader;
            foreach (var e in Events())
            {
                _system.Publish(e);
            }
            TellProxies();
        }
    }

    private IEnumerable<ClusterEvent.IClusterDomainEvent> Events() =>
    [
        new ClusterEvent.LeaderChanged(_leader),
        .. LeaderRoles().Select(r => new ClusterEvent.RoleLeaderChanged(r, _leader)),
    ];

    private ImmutableHashSet<string> LeaderRoles() => _role is null ? Roles : [_role];

    private void TellProxies() => _proxies.ForEach(p => Tell(p.Name, p.Proxy));

    private void Tell(string name, IActorRef proxy)
    {
        var isElsewhere = _leader is not null && !_leader.Equals(SelfAddress);
        proxy.Tell(new SingletonPlaced(_places.GetValueOrDefault(name), isElsewhere), ActorRefs.NoSender);
    }
}
