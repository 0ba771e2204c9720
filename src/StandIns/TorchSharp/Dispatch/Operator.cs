using System.Text;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace TorchSharp.Dispatch;

/// <summary>
/// One operator of libtorch, found by name the first time it is called. Thread-safe: two threads that meet find
/// the same operator.
/// </summary>
/// <param name="name">The name with its namespace, such as <c>aten::add</c>.</param>
/// <param name="overload">The overload, such as <c>Tensor</c>; empty for the default one.</param>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int MostResults = 1024;

    private nint _handle;

    /// <summary>Calls an operator that returns one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        Slot result;
        Invoke(arguments, &result, 1);
        return new Tensor((nint)result.Payload);
    }

    /// <summary>Calls an operator that returns two tensors.</summary>
    internal (Tensor First, Tensor Second) CallPair(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc Slot[2];
        Invoke(arguments, results, 2);
        return (new Tensor((nint)results[0].Payload), new Tensor((nint)results[1].Payload));
    }

    /// <summary>Calls an operator that returns a list of tensors.</summary>
    internal Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc Slot[MostResults];
        var tensors = new Tensor[Invoke(arguments, results, MostResults)];
        for (var k = 0; k < tensors.Length; k++) tensors[k] = new Tensor((nint)results[k].Payload);
        return tensors;
    }

    /// <summary>Calls an in-place operator; its result is its first argument.</summary>
    internal void CallInPlace(params ReadOnlySpan<Arg> arguments) => Invoke(arguments, null, 0);

    private int Invoke(ReadOnlySpan<Arg> arguments, Slot* results, int capacity)
    {
        var slots = stackalloc Slot[arguments.Length];
        var lists = stackalloc long[ListRoom(arguments)];
        for (var k = 0; k < arguments.Length; k++) lists += Write(in arguments[k], slots + k, lists);
        var count = NativeMethods.Call(Handle(), slots, arguments.Length, results, capacity);
        return count >= 0 ? count : throw NativeErrors.Last();
    }

    private static int ListRoom(ReadOnlySpan<Arg> arguments)
    {
        var room = 0;
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Tag is Tag.Ints or Tag.Tensors or Tag.OptionalTensors) room += argument.Count;
            else if (argument.Tag is Tag.Text) room += ((string)argument.Reference!).Length;
        }

        return room;
    }

    // Returns how much of the list room was used.
    private static int Write(in Arg argument, Slot* slot, long* list)
    {
        slot->Tag = argument.Tag;
        slot->Count = argument.Count;
        slot->Payload = argument.Bits;
        switch (argument.Tag)
        {
            case Tag.Tensor:
                slot->Payload = ((Tensor)argument.Reference!).Handle;
                return 0;
            case Tag.Ints when argument.Reference is null:
                *list = argument.Bits;
                break;
            case Tag.Ints:
                ((long[])argument.Reference).CopyTo(new Span<long>(list, argument.Count));
                break;
            case Tag.Tensors or Tag.OptionalTensors:
                var tensors = (Tensor?[])argument.Reference!;
                for (var k = 0; k < tensors.Length; k++) list[k] = tensors[k]?.Handle ?? 0;
                break;
            case Tag.Text:
                var text = (string)argument.Reference!;
                slot->Count = Encoding.ASCII.GetBytes(text, new Span<byte>(list, text.Length));
                slot->Payload = (long)list;
                return text.Length;
            default:
                return 0;
        }

        slot->Payload = (long)list;
        return argument.Count;
    }

    private nint Handle()
    {
        if (_handle == 0) _handle = NativeErrors.Check(NativeMethods.Operator(name, overload));
        return _handle;
    }
}
