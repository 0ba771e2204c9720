using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Turns the native error text into the exception the official package throws.</summary>
internal static unsafe class NativeErrors
{
    internal static ExternalException Last()
    {
        var text = Marshal.PtrToStringUTF8((nint)NativeMethods.Error()) ?? "";
        return new ExternalException(FirstUsefulLine(text));
    }

    internal static int Check(int result) => result >= 0 ? result : throw Last();

    internal static nint Check(nint handle) => handle != 0 ? handle : throw Last();

    private static string FirstUsefulLine(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Trim() is { Length: > 0 } useful) return useful;
        }

        return "libtorch failed without a message.";
    }
}
