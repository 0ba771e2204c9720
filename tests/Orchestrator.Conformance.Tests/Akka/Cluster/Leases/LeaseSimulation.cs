using Akka.Cluster;

namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>
/// Nodes that follow <see cref="LeaseRules"/>, with clocks of their own that run fast or slow and jump, over a network that
/// delays and loses, with processes that freeze and die. True time is the database's.
/// </summary>
internal sealed class LeaseSimulation
{
    private readonly PriorityQueue<Action, (double At, long Number)> _queue = new();
    private readonly Node[] _nodes;
    private long _number;
    private double _expires;
    private int _holder = -1;

    public LeaseSimulation(int seed, int nodes, bool isHealthy = false)
    {
        Random = new Random(seed);
        IsHealthy = isHealthy;
        _nodes = [.. Enumerable.Range(0, nodes).Select(n => new Node(this, n))];
    }

    public Random Random { get; }

    /// <summary>No losses, freezes, jumps or deaths but those that the test brings about.</summary>
    public bool IsHealthy { get; set; }

    public double Now { get; private set; }

    public long Epoch { get; private set; }

    /// <summary>All leaderships: who, under which number, from when to when; open ones end in infinity.</summary>
    public List<Leadership> Leaderships { get; } = [];

    /// <summary>Numbers of the writes that the database let pass, in order.</summary>
    public List<long> Writes { get; } = [];

    public Node Leader => _nodes.Single(n => n.State.Leads);

    public IEnumerable<Node> Nodes => _nodes;

    public void Run(double until)
    {
        while (_queue.TryPeek(out _, out var next) && next.At <= until)
        {
            var action = _queue.Dequeue();
            Now = next.At;
            action();
        }
        Now = until;
    }

    public void At(double at, Action action) => _queue.Enqueue(action, (at, _number++));

    /// <summary>A write under a number; refused unless it is the newest.</summary>
    public void Write(long epoch)
    {
        if (epoch == Epoch)
        {
            Writes.Add(epoch);
        }
    }

    private LeaseAnswer Serve(int node, bool renews, long epoch)
    {
        if (renews)
        {
            if (_holder != node || Epoch != epoch || _expires <= Now)
            {
                return new LeaseAnswer(LeaseOutcome.Lost);
            }
            _expires = Now + LeaseTimes.Term.TotalSeconds;
            return new LeaseAnswer(LeaseOutcome.Renewed, epoch);
        }
        if (_expires > Now && _holder != node)
        {
            return new LeaseAnswer(LeaseOutcome.Held, Epoch, $"{_holder}");
        }
        _holder = node;
        _expires = Now + LeaseTimes.Term.TotalSeconds;
        return new LeaseAnswer(LeaseOutcome.Taken, ++Epoch);
    }

    internal sealed record Leadership(int Node, long Epoch, double From)
    {
        public double To { get; set; } = double.PositiveInfinity;

        /// <summary>The process stood still: nothing in it could have stopped in time.</summary>
        public bool WasFrozen { get; set; }
    }

    /// <summary>One node; does what the keeper does.</summary>
    internal sealed class Node
    {
        private readonly LeaseSimulation _sim;
        private readonly int _index;
        private readonly double _rate;
        private double _offset;
        private double _frozenUntil;
        private Leadership? _leadership;
        private int _life;

        public Node(LeaseSimulation sim, int index)
        {
            _sim = sim;
            _index = index;
            _rate = 0.97 + (0.06 * sim.Random.NextDouble());
            _offset = 1000 * sim.Random.NextDouble();
            Start();
        }

        public LeaseState State { get; private set; }

        public int Index => _index;

        /// <summary>The node's connection is lost.</summary>
        public bool IsCut { get; set; }

        private TimeSpan Clock => TimeSpan.FromSeconds((_sim.Now * _rate) + _offset);

        public void Start()
        {
            State = LeaseState.Starting(Clock);
            Later(_sim.Random.NextDouble(), Loop);
        }

        public void Kill()
        {
            _life++;
            End();
        }

        public void Freeze(double seconds)
        {
            _frozenUntil = Math.Max(_frozenUntil, _sim.Now + seconds);
            if (_leadership is not null)
            {
                _leadership.WasFrozen = true;
            }
        }

        public void Jump(double seconds) => _offset += seconds;

        private void Loop()
        {
            switch (LeaseRules.Next(State, Clock))
            {
                case LeaseStep.Wait:
                    Later(LeaseRules.Pause(State, Clock).TotalSeconds / _rate, Loop);
                    break;
                case LeaseStep.Stop:
                    Stop();
                    break;
                case LeaseStep.Renew:
                    Ask(renews: true);
                    break;
                default:
                    Ask(renews: false);
                    break;
            }
        }

        private void Stop() => Later(_sim.Random.NextDouble(), () =>
        {
            End();
            State = LeaseRules.Stopped(State, Clock);
            Loop();
        });

        private void End()
        {
            if (_leadership is not null)
            {
                _leadership.To = _sim.Now;
                _leadership = null;
            }
        }

        private void Ask(bool renews)
        {
            var sent = Clock;
            var epoch = State.Epoch;
            var limit = LeaseRules.Limit(State, sent).TotalSeconds / _rate;
            var isAnswered = false;
            void Answer(LeaseAnswer answer)
            {
                if (!isAnswered)
                {
                    isAnswered = true;
                    Take(answer, sent);
                }
            }
            Later(limit, () => Answer(LeaseAnswer.Failed));
            if (!IsLost())
            {
                var life = _life;
                _sim.At(_sim.Now + Delay(), () =>
                {
                    var answer = _sim.Serve(_index, renews, epoch);
                    if (life == _life && !IsLost())
                    {
                        Later(Delay(), () => Answer(answer));
                    }
                });
            }
        }

        private void Take(LeaseAnswer answer, TimeSpan sent)
        {
            var led = State.Leads;
            State = LeaseRules.After(State, answer, sent, Clock);
            if (State.Leads && !led)
            {
                _leadership = new Leadership(_index, State.Epoch, _sim.Now) { WasFrozen = _sim.Now < _frozenUntil };
                _sim.Leaderships.Add(_leadership);
            }
            else if (led && !State.Leads)
            {
                Stop();
                return;
            }
            if (State.Leads)
            {
                var epoch = State.Epoch;
                _sim.At(_sim.Now + (5 * _sim.Random.NextDouble()), () => _sim.Write(epoch));
            }
            Loop();
        }

        private bool IsLost() => IsCut || (!_sim.IsHealthy && _sim.Random.NextDouble() < 0.1);

        private double Delay() => _sim.IsHealthy || _sim.Random.NextDouble() < 0.8
            ? 0.05 * _sim.Random.NextDouble()
            : 4 * _sim.Random.NextDouble();

        /// <summary>Does something on this life of the node, once it is not frozen.</summary>
        private void Later(double delay, Action action)
        {
            var life = _life;
            void Run()
            {
                if (life != _life)
                {
                    return;
                }
                if (_sim.Now < _frozenUntil)
                {
                    _sim.At(_frozenUntil, Run);
                    return;
                }
                action();
            }
            _sim.At(_sim.Now + delay, Run);
        }
    }
}
