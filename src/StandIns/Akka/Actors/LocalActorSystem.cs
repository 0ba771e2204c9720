using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace Akka.Actor;

/// <summary>The system of this process.</summary>
internal sealed class LocalActorSystem : ExtendedActorSystem, IDispatcherPrerequisites
{
    /// <summary>Messages per turn on the thread pool; then other actors get the thread.</summary>
    private const int UsualThroughput = 128;

    private readonly ConcurrentDictionary<Type, object> _parts = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentStack<Action> _atEnd = new();
    private readonly LocalActorRef _guardian;
    private readonly DeadLetterRef _deadLetters;
    private long _uid;

    public LocalActorSystem(string name, TimeProvider time, ILoggerFactory? loggers = null, Config? config = null)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException(
                $"Invalid ActorSystem name [{name}], must contain only word characters, hyphens and underscores.",
                nameof(name));
        }
        Name = name;
        Time = time;
        LogSink = new LogSink(this, loggers);
        Log = new LoggingAdapter(LogSink, name, typeof(ActorSystem));
        EventStream = new EventStream();
        var settings = new SystemSettings(config ?? Config.Empty);
        var ownScheduler = settings.OwnScheduler(Log);
        HasOwnScheduler = ownScheduler is not null;
        Scheduler = ownScheduler ?? new SystemScheduler(time, Log);
        var dispatcher = settings.Dispatcher(this);
        Dispatchers = new Dispatchers(dispatcher);
        OwnDispatcher = dispatcher is ThreadPoolDispatcher ? null : dispatcher;
        Throughput = OwnDispatcher?.Throughput ?? UsualThroughput;
        Serialization = new Serialization.Serialization(this);
        var top = ActorPath.ForSystem(name);
        _deadLetters = new DeadLetterRef(this, top / "deadLetters");
        Root = new RootRef(this, top);
        _guardian = LocalActorRef.CreateTop(this, Props.Create(() => new UserGuardian()), Root, "user");
        _guardian.SendSystem(new CreateActor());
    }

    public override string Name { get; }

    public TimeProvider Time { get; }

    public LogSink LogSink { get; }

    public RootRef Root { get; }

    public override ILoggingAdapter Log { get; }

    public override EventStream EventStream { get; }

    public override IScheduler Scheduler { get; }

    /// <summary>Whether the program brought the scheduler.</summary>
    public bool HasOwnScheduler { get; }

    public override Dispatchers Dispatchers { get; }

    /// <summary>The dispatcher that the program brought; null for the thread pool.</summary>
    public MessageDispatcher? OwnDispatcher { get; private set; }

    /// <summary>Messages per turn.</summary>
    public int Throughput { get; }

    public override Serialization.Serialization Serialization { get; }

    public override IActorRef DeadLetters => _deadLetters;

    public override Task WhenTerminated => _terminated.Task;

    public long NextUid() => Interlocked.Increment(ref _uid);

    /// <summary>The system's only instance of a part that is made when first asked for.</summary>
    public T Part<T>(Func<LocalActorSystem, T> make)
        where T : class => (T)_parts.GetOrAdd(typeof(T), _ => make(this));

    public void SetPart<T>(T part)
        where T : class => _parts[typeof(T)] = part;

    public T? FindPart<T>()
        where T : class => _parts.TryGetValue(typeof(T), out var part) ? (T)part : null;

    public override void RegisterOnTermination(Action code) => _atEnd.Push(code);

    public override IActorRef ActorOf(Props props, string? name = null) => _guardian.Cell.ActorOf(props, name);

    public override void Stop(IActorRef actor) => _guardian.Cell.Stop(actor);

    public override Task Terminate()
    {
        _ = CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        return WhenTerminated;
    }

    /// <summary>Stops all actors.</summary>
    public Task StopActors()
    {
        _guardian.SendSystem(new TerminateActor());
        return WhenTerminated;
    }

    public void GuardianHasDied()
    {
        while (_atEnd.TryPop(out var action))
        {
            try
            {
                action();
            }
#pragma warning disable CA1031 // the end must come
            catch (Exception cause)
#pragma warning restore CA1031
            {
                LogSink.Write(LogLevel.ErrorLevel, Name, typeof(ActorSystem), "While ending", cause);
            }
        }
        _terminated.TrySetResult();
        var dispatcher = Dispatchers.DefaultGlobalDispatcher;
        OwnDispatcher = null;
        dispatcher.End();
    }

    /// <summary>Runs something on the threads of the actors.</summary>
    public void Run(Action action)
    {
        if (OwnDispatcher is { } dispatcher)
        {
            dispatcher.Schedule(action);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static a => a(), action, preferLocal: false);
        }
    }

    public void Publish(object message) => EventStream.Publish(message);

    public void ToDeadLetters(object message, IActorRef? sender, IActorRef recipient)
    {
        if (message is IInternalMessage or ReceiveTimeout or PoisonPill or Terminated)
        {
            return;
        }
        var letter = new DeadLetter(message, sender ?? _deadLetters, recipient);
        LogSink.DeadLetter(letter);
        Publish(letter);
    }

    public void Unhandled(object message, IActorRef sender, IActorRef recipient)
    {
        var unhandled = new UnhandledMessage(message, sender, recipient);
        LogSink.Unhandled(unhandled);
        Publish(unhandled);
    }

    public void LogError(ActorRefBase actor, Exception cause, string text) =>
        LogSink.Write(LogLevel.ErrorLevel, actor.Path.ToString(), typeof(ActorBase), text, cause);

    public void LogFailure(ActorRefBase child, Exception cause, Directive directive)
    {
        var shown = cause is ActorInitializationException { InnerException: { } inner } ? inner : cause;
        var level = directive == Directive.Resume ? LogLevel.WarningLevel : LogLevel.ErrorLevel;
        LogSink.Write(level, child.Path.ToString(), typeof(ActorBase), $"{directive}: {shown.Message}", cause);
    }
}
