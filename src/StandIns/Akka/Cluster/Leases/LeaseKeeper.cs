using Akka.Actor;
using Akka.Event;

namespace Akka.Cluster;

/// <summary>
/// Keeps one node's part in a lease, from <see cref="Start"/> to the end of <see cref="Leave"/>. Only its loop changes
/// the state; other members may be called from any thread.
/// </summary>
internal sealed class LeaseKeeper(LocalActorSystem system, ILeaseStore store, ILeaseOwner owner, bool contend)
{
    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _start = system.Time.GetTimestamp();
    private LeaseState _state;
    private Task? _handOver;
    private Task _loop = Task.CompletedTask;
    private bool _isCutOff;

    private TimeSpan Now => system.Time.GetElapsedTime(_start);

    /// <summary>Begins; looks at the lease at once.</summary>
    public void Start()
    {
        _state = LeaseState.Starting(Now);
        _loop = Task.Run(Loop);
    }

    /// <summary>Hands over, if the node leads, and ends.</summary>
    public Task Leave()
    {
        _leaving.TrySetResult();
        return _loop;
    }

    private async Task Loop()
    {
        while (!_leaving.Task.IsCompleted || _state.Leads)
        {
            if (_leaving.Task.IsCompleted)
            {
                _handOver ??= owner.HandOver();
                if (_handOver.IsCompleted)
                {
                    break;
                }
            }
            await StepOrStop().ConfigureAwait(false);
        }
        if (_state.Leads)
        {
            await Release().ConfigureAwait(false);
        }
        await store.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whatever goes wrong here, the singletons must not go on without a lease.</summary>
    private async Task StepOrStop()
    {
        try
        {
            await Step().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // told, and tried again
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Log(LogLevel.ErrorLevel, $"The lease cannot be kept: {cause}");
            await Stop().ConfigureAwait(false);
            _state = _state with { NextTry = Now + LeaseTimes.Term };
        }
    }

    private async Task Step()
    {
        switch (LeaseRules.Next(_state, Now))
        {
            case LeaseStep.Look:
                await Look().ConfigureAwait(false);
                break;
            case LeaseStep.Renew:
                await Renew().ConfigureAwait(false);
                break;
            case LeaseStep.Stop:
                Log(LogLevel.WarningLevel, "The lease could not be renewed in time; the singletons stop");
                await Stop().ConfigureAwait(false);
                break;
            default:
                await Wait().ConfigureAwait(false);
                break;
        }
    }

    private async Task Wait()
    {
        var pause = Task.Delay(LeaseRules.Pause(_state, Now), system.Time);
        var wakes = _handOver ?? _leaving.Task;
        if (_state.Leads)
        {
            await Task.WhenAny(pause, wakes).ConfigureAwait(false);
            return;
        }
        var hint = store.Hint();
        if (await Task.WhenAny(pause, wakes, hint).ConfigureAwait(false) == hint)
        {
            _state = _state with { NextTry = Now };
        }
    }

    private async Task Look()
    {
        var sent = Now;
        var answer = await Ask(c => store.Look(contend, c)).ConfigureAwait(false);
        _state = LeaseRules.After(_state, answer, sent, Now);
        if (_state.Leads)
        {
            Log(LogLevel.InfoLevel, $"Leads, epoch {_state.Epoch}");
            owner.Lead(_state.Epoch);
        }
        else if (answer.Outcome != LeaseOutcome.Failed || LeaseRules.IsStale(_state, Now))
        {
            owner.Follow(answer.Address);
        }
    }

    private async Task Renew()
    {
        var sent = Now;
        var answer = await Ask(c => store.Renew(_state.Epoch, c)).ConfigureAwait(false);
        _state = LeaseRules.After(_state, answer, sent, Now);
        if (!_state.Leads)
        {
            Log(LogLevel.WarningLevel, "The lease was lost; the singletons stop");
            await Stop().ConfigureAwait(false);
        }
    }

    private async Task Stop()
    {
        await owner.StopLeading().ConfigureAwait(false);
        _state = LeaseRules.Stopped(_state, Now);
    }

    private async Task Release()
    {
        var epoch = _state.Epoch;
        await Ask(async c =>
        {
            await store.Release(epoch, c).ConfigureAwait(false);
            return LeaseAnswer.Failed;
        }).ConfigureAwait(false);
    }

    /// <summary>Asks, and does not wait longer than is allowed, whatever the network does.</summary>
    private async Task<LeaseAnswer> Ask(Func<CancellationToken, Task<LeaseAnswer>> ask)
    {
        var limit = LeaseRules.Limit(_state, Now);
        if (limit <= TimeSpan.Zero)
        {
            return LeaseAnswer.Failed;
        }
        using var cancellation = new CancellationTokenSource(limit, system.Time);
        try
        {
            var asked = Task.Run(() => ask(cancellation.Token));
            var answer = await asked.WaitAsync(limit, system.Time).ConfigureAwait(false);
            _isCutOff = false;
            return answer;
        }
#pragma warning disable CA1031 // whatever it is, there is no answer
        catch (Exception cause)
#pragma warning restore CA1031
        {
            if (!_isCutOff)
            {
                _isCutOff = true;
                Log(LogLevel.WarningLevel, $"The lease cannot be reached: {cause.Message}");
            }
            return LeaseAnswer.Failed;
        }
    }

    private void Log(LogLevel level, string text) =>
        system.LogSink.Write(level, system.Name, typeof(LeaseKeeper), text, cause: null);
}
